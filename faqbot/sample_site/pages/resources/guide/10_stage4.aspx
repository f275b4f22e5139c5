<!--{"title": "Stage 4: Plan Programs and Money", "layout": "guide", "nav": "Part III: Stage 4", "language": "en", "modified": "2025-09-16"}-->
<h1>Stage 4: Plan Programs and Money</h1>
<p>The team now decides which schools come first, who will work in them, what partners will provide and how it will
all be paid for over at least three years. Allow four to six months, and finish before the district adopts its
budget.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>The first group of three to five schools has been chosen by an open application.</li>
<li>The intermediary is named and its tasks are set out in a memorandum of understanding.</li>
<li>Each school has a lead partner agency and a site leadership team, and the coordinator's post is advertised at
least three months before opening.</li>
<li>A program plan for every school ties each activity to a result of Stage 3.</li>
<li>A three-year budget shows cash and in-kind support separately, with the end date of each source
(<a href="/resources/guide/16_tools.aspx#budgetsheet">Worksheet 7</a>).</li>
</ul>
<h2><a name="think"></a>Things to think about</h2>
<h3><a name="choosing"></a>Choosing the schools</h3>
<p>Weigh need and readiness. Need comes from the district profile. Readiness includes a principal who intends to stay
two years or more, a staff vote in favor and space that can be used after four o'clock. Choosing schools of one feeder
pattern makes it easier to follow children from grade to grade.</p>
<h3><a name="perschool"></a>What a school costs</h3>
<p>Plan on about $180,000 a year above the normal budget for a school of 500 students, or roughly $360 per student.
The coordinator's salary and benefits take $78,000 to $92,000 of it. A school of 900 students needs a larger program
budget and usually still one coordinator, with an assistant.</p>
<h3><a name="central"></a>What the center costs</h3>
<p>Budget for the system director, data work and training from the first year. Groups that leave this out ask the
first coordinator to do it at night. The <a href="/resources/guide/13_part4_finance.aspx#budget">sample budget</a>
gives $200,000 for a system of three schools.</p>
<h3><a name="programs"></a>Which programs first?</h3>
<p>Cover a few of the program areas well: learning in and out of class, health and social services, youth development,
family engagement, community and adult education, early childhood. Three strong partnerships per school are enough for
the first year.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>A half-time coordinator, shared by two schools.</b> The two districts without gains in the Harbor Cities study
had no full-time coordinator.</li>
<li><b>Taking every offer.</b> Twenty partners without a plan use up a coordinator's week in room bookings.</li>
<li><b>Counting pledges as cash.</b> Ask for letters with an amount and a date.</li>
<li><b>Forgetting the building.</b> Late buses, custodians, heating and keys cause more quarrels than pedagogy
does.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>At least 70 percent of the first-year budget is committed in writing.</li>
<li>Two or more sources will last beyond year three.</li>
<li>Principals and lead partner agencies have interviewed coordinator candidates together.</li>
<li>For each program someone can say for whom, how often, and toward which result.</li>
</ul>
<h2><a name="field"></a>From the field: Calder Junction</h2>
<p>Calder Junction, a railroad city, planned for six schools and found money for three and a half. Some members wanted
six with half-time coordinators. The parents on the team asked what a coordinator would do on the days she was
elsewhere. The group opened three, kept the remaining $90,000 for central training, and wrote to the other three
schools with a date and the conditions. Two of them opened eighteen months later, and the third the year after, with
city parks money that had not existed at the time of the first plan.</p>
