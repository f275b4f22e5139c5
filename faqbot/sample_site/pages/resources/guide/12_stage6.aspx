<!--{"title": "Stage 6: Learn, Improve and Spread", "layout": "guide", "nav": "Part III: Stage 6", "language": "en", "modified": "2025-09-16"}-->
<h1>Stage 6: Learn, Improve and Spread</h1>
<p>The system now studies its own results, mends what does not work and takes in further schools. The stage begins
with the first report and has no end.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>A yearly public report on each school, in the main home languages.</li>
<li>Every site team has changed at least one program because of its data, and has reviewed every partner
(<a href="/resources/guide/16_tools.aspx#partnerreview">Worksheet 9</a>).</li>
<li>Rules for adding schools are published, and a second group has been chosen.</li>
<li>Experienced coordinators train new ones; each new school is paired with an older one for a year.</li>
<li>The posts of coordinators and system director are in regular budgets, at least in part.</li>
</ul>
<h2><a name="indicators"></a>What to measure</h2>
<p>The table gives a short set of indicators that many systems use. Take a figure before opening, then once a
year.</p>
<table border="1" cellpadding="4" cellspacing="0" summary="Indicators by condition for learning, with source and the
year in which change can be expected">
<caption>Table 2. A short set of indicators</caption>
<tr>
<th scope="col">Condition for learning</th><th scope="col">Indicator</th><th scope="col">Source</th>
<th scope="col">Expect first change in</th>
</tr>
<tr>
<th scope="row">Rich core program</th><td>Reading proficiency, grade 3</td><td>State test</td><td>Years 3 to 5</td>
</tr>
<tr>
<th scope="row">Motivated students</th><td>Chronic absence (10 percent of days or more missed)</td>
<td>Attendance file</td><td>Year 2; full effect, years 3 to 5</td>
</tr>
<tr>
<th scope="row">Health needs met</th><td>Students with a regular doctor and dentist</td><td>Family survey, clinic</td>
<td>Years 1 to 2</td>
</tr>
<tr>
<th scope="row">Families and staff</th><td>Families who met a teacher twice or more</td><td>Sign-in, survey</td>
<td>Year 1</td>
</tr>
<tr>
<th scope="row">Safe, welcoming school</th><td>Suspensions per 100 students</td><td>District file</td>
<td>Year 2; full effect, years 3 to 5</td>
</tr>
</table>
<h2><a name="think"></a>Things to think about</h2>
<p><b>Who evaluates?</b> An outside evaluator is believed more readily and costs from 5 to 8 percent of the budget. A
district analyst is nearer to the data. For a first report the analyst is enough.</p>
<p><b>Deeper or wider?</b> When money for one more school arrives, ask whether an existing school lacks a key
ingredient. Fill that gap first.</p>
<p><b>What spreads?</b> Schools outside the system can adopt single practices, such as a weekly attendance team,
before they become community schools.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>Growth in name only.</b> New schools are announced and no coordinator is hired.</li>
<li><b>Hiding bad figures.</b> They come out later, with less sympathy.</li>
<li><b>Wearing out the model school.</b> Limit visits to one day a month.</li>
<li><b>Judging in the first year.</b> Academic results need three to five.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>Results improve in second-group schools at least as fast as in the first.</li>
<li>The system has come through a change of superintendent or mayor.</li>
<li>Principals outside the system ask to join.</li>
<li>Local people lead the training that the intermediary once bought.</li>
</ul>
<h2><a name="field"></a>From the field: Granby Point</h2>
<p>After three years Granby Point had seven community schools and flat reading scores in two of them. The report said
so on its second page. Site teams found that at both schools the after-school tutors used a reading method different
from the teachers'. A retired teacher, Walter Ames, trained the tutors in the district's method over four Saturdays.
Two years later both schools had gained 6 points. The council, which had read the bad report and the good one, voted
for money to add five schools. For presenting figures to the public, see the page on
<a href="/results/data_story.aspx">telling a story with data</a>.</p>
