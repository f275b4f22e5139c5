<!--{"title": "Stage 2: Take Stock of Needs and Assets", "layout": "guide", "nav": "Part III: Stage 2", "language": "en", "modified": "2025-06-03"}-->
<h1>Stage 2: Take Stock of Needs and Assets</h1>
<p>Before choosing programs, find out what children and families need, what they are proud of and what the community
already offers. A study for a system works on two scales: the whole district, to see where to begin, and each
candidate school, to see what to begin with. Allow three to four months.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>A district profile of ten to twelve indicators by school: chronic absence, reading in grade 3, suspensions, moves
during the year, children without a regular doctor, and the like.</li>
<li>Surveys, in all main home languages, from at least 30 percent of families and 60 percent of staff at each
candidate school.</li>
<li>Six or more listening sessions, two of them led by students.</li>
<li>An asset map of agencies, clubs, congregations, businesses and buildings, with hours and places available.</li>
<li>A public summary of no more than eight pages.</li>
</ul>
<h2><a name="think"></a>Things to think about</h2>
<h3><a name="existing"></a>Use what exists</h3>
<p>Nonprofit hospitals must publish a study of health needs every three years, and Head Start programs and United Ways
make studies of their own. Collect these first; they often hold half of what you need. Title I schools have an annual
needs assessment that can be widened at small cost.</p>
<h3><a name="whoasks"></a>Who asks the questions?</h3>
<p>Parents trained for one evening get longer and franker answers at a neighbor's door than a consultant's form does.
A university can draw the sample and check the numbers. Many places use both.</p>
<h3><a name="matching"></a>Match need with supply</h3>
<p>Set needs and assets side by side, school by school. You may find eleven mentoring programs within a mile of one
school and none near the school with the most suspensions. Moving a program costs less than starting one.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>A list of deficits.</b> Families who read only of poverty and failure in the report will not come to the next
meeting. Report strengths on the first page.</li>
<li><b>Too many questions.</b> A survey of sixty items gets few answers and no reading. Fifteen is enough.</li>
<li><b>Averages.</b> A district rate of 19 percent chronic absence may consist of 8 percent in one school and 37 in
another.</li>
<li><b>Asking and not answering.</b> Report back to those who took part within six weeks.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>The team has learned something that surprised it, and the plan changed.</li>
<li>Partners have signed a first agreement to share figures without names (see
<a href="/resources/guide/14_part4_policy.aspx#data">data sharing</a>).</li>
<li>A principal who is not on the team quotes the profile.</li>
<li>At least ten new partners came to light through the asset map.</li>
</ul>
<h2><a name="field"></a>From the field: Marlow County</h2>
<p>In Marlow County, a farming district with nine schools, the leadership team was sure that the greatest need was
after-school care. Twenty-two parents, most of them Spanish speakers, were trained to interview 340 families. They
came back with another answer: toothache. The nearest dentist who took Medicaid was 51 miles away, and nurses' logs
showed that dental pain sent 14 children home in an ordinary week. The asset map listed a dental van owned by a
hospital two counties off that stood idle on Thursdays and Fridays. It now visits four schools in turn. After-school
care came too, a year later. The team's questionnaire is the basis of
<a href="/resources/guide/16_tools.aspx#survey">Worksheet 4</a>.</p>
