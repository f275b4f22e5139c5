<!--{"title": "Site Map", "layout": "classic", "language": "en", "modified": "2026-09-21"}-->
<h2><a name="top"></a>Site Map</h2>
<p><a href="/">Home</a></p>

<h3><a name="about"></a>About the Alliance</h3>
<ul>
<li><a href="/about/default.aspx">About us</a></li>
<li><a href="/about/vision.aspx">Vision</a></li>
<li><a href="/about/values.aspx">Values and operating principles</a></li>
<li><a href="/about/staff.aspx">Staff</a></li>
<li><a href="/contact.aspx">Contact us</a>: <a href="/contact.aspx#who">whom to ask</a>,
<a href="/contact.aspx#directions">directions</a></li>
<li><a href="/media/default.aspx">For the press</a>: <a href="/media/default.aspx#facts">fast facts</a>,
<a href="/media/default.aspx#releases">press releases</a></li>
</ul>

<h3><a name="schools"></a>About Community Schools</h3>
<ul>
<li><a href="/aboutschools/faqs.aspx">Frequently asked questions</a></li>
<li><a href="/aboutschools/examples.aspx">Examples of community schools</a></li>
<li><a href="/es/preguntas.html"><span lang="es">Preguntas frecuentes</span></a> (questions from families, in
Spanish)</li>
<li><a href="/results/default.aspx">Results</a></li>
<li><a href="/results/data_story.aspx">Use data to tell your community school story</a></li>
<li><a href="/policy/default.aspx">Policy</a>: <a href="/policy/default.aspx#federal">federal</a>,
<a href="/policy/default.aspx#state">state</a>, <a href="/policy/default.aspx#local">local</a></li>
<li><a href="/leadership/default.aspx">Your leadership role</a></li>
</ul>

<h3><a name="guide"></a>The Guide</h3>
<ul>
<li><a href="/resources/guide/01_introduction.aspx">Introduction</a></li>
<li>Part I: <a href="/resources/guide/02_part1_why.aspx">Why community schools</a>,
<a href="/resources/guide/03_part1_what.aspx">What they are</a></li>
<li>Part II: <a href="/resources/guide/04_part2_principles.aspx">Principles</a>,
<a href="/resources/guide/05_part2_structure.aspx">Structure</a></li>
<li>Part III: <a href="/resources/guide/06_part3_overview.aspx">The six stages, overview</a>
<ol>
<li><a href="/resources/guide/07_stage1.aspx">Gather a leadership team</a></li>
<li><a href="/resources/guide/08_stage2.aspx">Take stock of needs and assets</a></li>
<li><a href="/resources/guide/09_stage3.aspx">Agree on a vision and results</a></li>
<li><a href="/resources/guide/10_stage4.aspx">Plan programs and money</a></li>
<li><a href="/resources/guide/11_stage5.aspx">Launch and run the first schools</a></li>
<li><a href="/resources/guide/12_stage6.aspx">Learn, improve and spread</a></li>
</ol></li>
<li>Part IV: <a href="/resources/guide/13_part4_finance.aspx">Finance</a>,
<a href="/resources/guide/14_part4_policy.aspx">Policy</a></li>
<li><a href="/resources/guide/15_appendix.aspx">Appendix</a> and <a href="/resources/guide/16_tools.aspx">Tools</a></li>
</ul>

<h3><a name="publications"></a>Publications</h3>
<ul>
<li><a href="/resources/default.aspx?F_All=y">All publications</a></li>
<li><a href="/resources/pubs/attendance-brief.aspx">Counting Every Day</a> (attendance)</li>
<li><a href="/resources/pubs/harbor-cities-findings.aspx">The Harbor Cities Study: Final Findings</a></li>
<li><a href="/resources/pubs/coordinator-handbook.aspx">The Coordinator's Handbook</a></li>
<li><a href="/resources/pubs/paying-for-the-coordinator.aspx">Paying for the Coordinator</a></li>
<li><a href="/resources/pubs/clinic-medicaid.aspx">The Clinic down the Hall</a></li>
<li><a href="/resources/pubs/family-rooms.aspx">Family Rooms That Get Used</a></li>
<li><a href="/resources/pubs/before-kindergarten.aspx">Before Kindergarten</a></li>
<li><a href="/resources/pubs/after-dark.aspx">After Dark</a> (evening hours)</li>
<li><a href="/resources/pubs/sharing-the-school.aspx">Sharing the School</a></li>
<li><a href="/files/annual-report-2025.pdf">Annual Report 2025</a> (PDF)</li>
<li><a href="/files/fact-sheet-community-schools.pdf">Fact Sheet: Nine Questions Families Ask</a> (PDF)</li>
<li><a href="/files/founding-memo-1998.pdf">Founding Memo, 1998</a> (PDF)</li>
</ul>

<h3><a name="forum"></a>Forum and Membership</h3>
<ul>
<li><a href="/forum/default.aspx">National Forums</a>: <a href="/forum/default.aspx#program">program by day</a>,
<a href="/forum/default.aspx#hotel">hotel</a>, <a href="/forum/default.aspx#past">past Forums</a></li>
<li><a href="/forum/faq.html">Forum and membership questions</a></li>
</ul>

<h3><a name="blog"></a>Blog</h3>
<ul>
<li><a href="/blog/default.aspx">All posts</a></li>
<li><a href="/blog/2026-09-coordinator-day.html">A Coordinator's Tuesday, Hour by Hour</a> (September 2026)</li>
<li><a href="/blog/2026-05-family-room.html">From Supply Closet to Family Room</a> (May 2026)</li>
<li><a href="/blog/2026-02-attendance.html">Calling Home Before Ten</a> (February 2026)</li>
</ul>

<h3><a name="site"></a>This Site</h3>
<ul>
<li><a href="/privacy.aspx">Privacy</a></li>
<li><a href="/search.aspx">Search</a></li>
</ul>
