<!--{"title": "Your Leadership Role", "layout": "classic", "language": "en", "modified": "2025-11-17"}-->
<h2><a name="top"></a>Your Leadership Role</h2>
<p>No one person can start a community school or keep it going. Each section below says what one kind of leader can do,
what it takes in time or money, and what to read next.</p>
<p><font size="-1"><a href="#principals">Principals</a> | <a href="#superintendents">Superintendents</a> |
<a href="#boards">School boards</a> | <a href="#parents">Parents</a> | <a href="#business">Business</a> |
<a href="#funders">Funders</a></font></p>

<h3><a name="principals"></a>Principals</h3>
<p>The principal remains responsible for instruction and for the building. What changes is the circle of people who help.
Meet the coordinator for 45 minutes every week, and put the coordinator on the instructional team so that after-school
staff know what third grade is reading. Lead the site leadership team jointly with the lead partner agency, and let a
parent or teacher chair every other meeting. Expect to give about five hours a week in the first year and three after
that. Principals tell us that they gain most of it back. See <a href="/resources/guide/05_part2_structure.aspx">the
structure chapter</a>.</p>

<h3><a name="superintendents"></a>Superintendents</h3>
<p>Name one senior official who answers for the initiative and reports to you. Choose the first schools for the
strength of their principals and the readiness of their families, and start with a number you can staff; a district of
30 schools does well to begin with three. Sign agreements with the city, the health department and the largest partners
yourself, so that no principal has to negotiate insurance alone. Ask every department, from transportation to food
service, what rule of its own stands in the way. Visit one site each quarter after 3 p.m.</p>

<h3><a name="boards"></a>School boards</h3>
<p>A board gives the work a life beyond one superintendent. Adopt a policy that defines a community school and requires
the four key ingredients. Plan for about $180,000 a year above the normal budget for a school of 500 students, and move
the coordinator's salary into the regular budget by the fourth year. Ask for a report each November on the same four or
five measures, and allow three to five years before judging test scores. Local positions are listed under
<a href="/policy/default.aspx#local">Policy</a>.</p>

<h3><a name="parents"></a>Parents and other family members</h3>
<p>Families know which corner is dangerous, which clinic closes early, and who on the block can teach accordion. Tell
the coordinator. Stand for the parent council or the site leadership team; most meet once a month for ninety minutes,
with child care and interpretation. If your school has no community program, gather six to ten families, visit a school
that has one, and ask the principal for half an hour. The questions in <a href="/aboutschools/faqs.aspx">our FAQ</a>
make a good agenda. Families who read Spanish will find <a href="/es/preguntas.html">answers in Spanish</a>.</p>

<h3><a name="business"></a>Business leaders</h3>
<p>Money is welcome, and so are things a school cannot buy: paid release time for employees who tutor an hour a week,
summer places for sixteen-year-olds, a call to a legislator. Bexley Tool &amp; Die, a firm of 90 people in Erie,
Pennsylvania, lets twelve employees teach a machine shop class on Wednesdays; it has hired seven graduates. Commit for
three years. Come to the leadership team as one member among equals, and keep your company's name off the children's
shirts.</p>

<h3><a name="funders"></a>Foundations and other funders</h3>
<p>Pay for the coordinator first. It is the least visible cost and the one on which the others depend: a position costs
$78,000 to $92,000 with benefits. Make grants for at least three years, accept the same report that the school board
receives, and agree with other funders on one application. United Way chapters and community foundations are well placed
to call those funders together. Cover planning costs as well; a planning year of $25,000 to $40,000 pays for a needs
assessment and for parents' stipends. The <a href="/resources/guide/13_part4_finance.aspx">finance chapter</a> shows how
private grants fit with Title I, Medicaid and state money.</p>

<h3><a name="courses"></a>Courses and meetings for leaders</h3>
<p>A two-day course for new principals meets each August in a different region ($220), and superintendents talk by
telephone on the first Thursday of every second month, free of charge. The next
<a href="/forum/default.aspx#wednesday">National Forum</a> opens with half-day institutes.</p>

<h3><a name="next"></a>Where to begin</h3>
<p>Whatever your position, the first step is the same: bring together a
<a href="/resources/guide/07_stage1.aspx">leadership team</a>. A first call with our technical assistance staff is free;
ask for it through the <a href="/contact.aspx">contact page</a>.</p>
