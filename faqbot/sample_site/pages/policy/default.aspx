<!--{"title": "Policy", "layout": "classic", "language": "en", "modified": "2026-09-08"}-->
<h2><a name="top"></a>Policy</h2>
<p>The Alliance asks governments at three levels to make it ordinary for a public school to have a coordinator,
partners in the building, and money that lasts longer than one grant. Our positions for 2026 and 2027 are set out
below. Questions go to the policy director, Mei-Lin Chao, through the <a href="/contact.aspx">contact page</a>.</p>
<p><font size="-1"><a href="#federal">Federal</a> | <a href="#state">State</a> | <a href="#local">Local</a> |
<a href="#how">How we decide</a> | <a href="#act">What you can do</a></font></p>

<h3><a name="federal"></a>Federal positions</h3>
<p><a name="fscs"></a><b>Full-Service Community Schools grants.</b> Congress should raise the program's yearly
appropriation and keep awards at five years, the time in which results can be expected. Each grant should pay for a
full-time coordinator at every site. Planning grants of one year should be open to rural districts, few of which have a
staff member free to write a full application.</p>
<p><a name="title1"></a><b>Title I.</b> The law already lets a schoolwide Title I program pay a coordinator when the
school's needs assessment and plan support it. Many district finance officers do not know this, or fear an audit. We
ask the Department of Education for a two-page letter with worked examples.</p>
<p><a name="cclc"></a><b>21st Century Community Learning Centers.</b> Keep the program as its own line in the budget, and
allow centers to serve younger brothers and sisters and parents in the same building on the same evening.</p>
<p><a name="medicaid"></a><b>Medicaid.</b> A clinic in a school should be able to bill for every enrolled child,
whether or not the child has a special education plan, and through one simple form. Small districts now leave money
unclaimed because the billing clerk would cost more than the claims bring in.</p>

<h3><a name="state"></a>State positions</h3>
<ul>
<li><b>A grant that becomes a formula.</b> Start with competitive grants, and after five years move schools that meet the
standards to a steady amount per school. The coordinator, at $78,000 to $92,000 with benefits, should be the first
cost covered.</li>
<li><b>A support center.</b> Set aside 3 percent of the grant fund for coaching, so that new coordinators have someone to
call.</li>
<li><b>One data agreement.</b> The education and health agencies should issue a model agreement that districts and clinics
can sign without separate legal review.</li>
<li><b>Shared use of buildings.</b> Settle in law who is liable when a partner uses a school at night, and let districts
join a common insurance pool.</li>
<li><b>Standards without a checklist.</b> Require the four key ingredients (coordinator, lead partner agency, site
leadership team, shared data) and leave the choice of programs to the school.</li>
</ul>

<h3><a name="local"></a>Local positions</h3>
<p>School boards and city councils control the things that families notice first: keys, custodians, buses and rooms.</p>
<ul>
<li><b>A board policy</b> that defines a community school, names a senior official responsible for it, and survives a
change of superintendent.</li>
<li><b>The coordinator in the regular budget</b> by the fourth year, with grants used for growth.</li>
<li><b>A joint-use agreement</b> between city and district for gyms, libraries and playgrounds, with custodial overtime
paid from a single account.</li>
<li><b>No rent for partners</b> that serve the school's own students and families.</li>
<li><b>Elected parents</b> on every site leadership team, with interpretation and child care at meetings.</li>
</ul>
<p>What such agreements and resolutions should say is set out in
<a href="/resources/guide/14_part4_policy.aspx">the guide's policy chapter</a>. The policy director sends model bills for
the state positions on request.</p>

<h3><a name="how"></a>How we decide on a position</h3>
<p>Staff draft a position; the 212 partner organizations have 30 days to comment; the board votes at its June or October
meeting. Partners may differ in public, and some do. We comment on bills and budgets, and do not
support or oppose candidates or parties.</p>

<h3><a name="act"></a>What you can do</h3>
<p>Invite your representative to see a school in session, preferably at 4 in the afternoon, when the clinic, the homework
room and the parents' class are all open. Allow an hour, let a parent and a student do most of the talking, and leave one
page of <a href="/results/data_story.aspx">figures</a> behind. Guests remember a request with a number in it: one
coordinator, one bus, one renewed grant. Business and civic leaders will find more under
<a href="/leadership/default.aspx">Your Leadership Role</a>.</p>
