<!--{"title": "Part IV: Policy", "layout": "guide", "nav": "Part IV: Policy", "language": "en", "modified": "2025-11-04"}-->
<h1>Part IV: Policy</h1>
<p>Partnerships that rest on goodwill last as long as the people do. Four kinds of written policy make a system hold:
agreements on the use of buildings, agreements on data, a resolution of the school board, and state law.</p>
<h2><a name="jointuse"></a>Joint-use agreements</h2>
<p>A joint-use agreement lets partners and residents use school space, or the school use a park or library, on settled
terms. One agreement for the whole district is better than one per building. It should say:</p>
<ul>
<li>which rooms and grounds, on which days and hours, and who has first call when two groups want the gym;</li>
<li>who opens, locks, cleans and heats, and at what charge, if any, to nonprofit partners;</li>
<li>who carries liability insurance (districts commonly ask partners for $1 million per occurrence) and who pays for
damage;</li>
<li>how people enter after four o'clock without passing through classrooms;</li>
<li>how a dispute is settled, and how either side may end the agreement, usually with ninety days' notice.</li>
</ul>
<h2><a name="data"></a>Data sharing and privacy</h2>
<p>The federal Family Educational Rights and Privacy Act (FERPA) governs student records; health records held by a
clinic generally come under the health privacy law, HIPAA. Three levels of sharing suit most needs:</p>
<ol>
<li><b>Totals.</b> Figures by school or program, without names and with small groups left out. No consent is
needed.</li>
<li><b>Named records with consent.</b> A parent signs a form, in the home language, that states which items go to
which partner, for what purpose and for how long. Ask at enrollment and renew each year.</li>
<li><b>Named records under an agreement.</b> FERPA allows a district to treat a contractor as a "school official" if
it does work the district would otherwise do, remains under the district's control over the records and uses them only
for that purpose. Have counsel review it.</li>
</ol>
<p>Share as few items as the purpose needs: attendance and grades serve a tutor; disability or immigration status does
not. Name one person who grants and removes access, and remove it on the day a staff member leaves. Never collect
immigration status.</p>
<h2><a name="resolution"></a>A school board resolution</h2>
<p>A resolution outlives a superintendent. Good ones fill a page or two and:</p>
<ul>
<li>define a community school, with its four key ingredients;</li>
<li>adopt the results and the growth goal of <a href="/resources/guide/09_stage3.aspx">Stage 3</a>;</li>
<li>name the intermediary and give the community-wide group a standing place, with a report to the board each
fall;</li>
<li>state that each community school has a full-time coordinator;</li>
<li>direct staff to find a share of the money in the regular budget;</li>
<li>set a review after three years.</li>
</ul>
<p>Ask the city council to pass a companion resolution on the same evening or in the same month. The worksheets
include a <a href="/resources/guide/16_tools.aspx#resolution">pattern</a>.</p>
<h2><a name="state"></a>State policy</h2>
<p>States help by paying, by permitting and by informing. California has made large multi-year grants to districts for
planning and running community schools; Maryland provides for coordinators in schools with concentrated poverty
through its funding formula; New York sets aside part of its school aid. Smaller steps are useful too: letting schools
bill Medicaid for more services, allowing state after-school money to be braided with federal funds, recognizing
coordinator as a staff category in state records, and including family and climate measures in school report
cards.</p>
<p>Invite legislators to a site team meeting rather than a performance, and let a parent do most of the talking. The
Alliance's positions are on the <a href="/policy/default.aspx">policy page</a>.</p>
<p><i>This page gives general information. For legal advice, consult an attorney in your state.</i></p>
