<!--{"title": "Stage 3: Agree on a Vision and Results", "layout": "guide", "nav": "Part III: Stage 3", "language": "en", "modified": "2025-06-03"}-->
<h1>Stage 3: Agree on a Vision and Results</h1>
<p>A vision says what the community wants for its children. Results make it definite enough to plan for and to check.
At this stage the team also settles how far and how fast it intends to grow. Allow two to three months.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>A vision statement of no more than fifty words, tried out on families in at least three neighborhoods.</li>
<li>Five to seven results, each with one or two indicators, a starting figure and a target year
(<a href="/resources/guide/16_tools.aspx#results">Worksheet 6</a>).</li>
<li>A growth goal: how many schools or what share of students, by when, chosen by what measures.</li>
<li>A one-page picture of how the work is expected to lead to the results (a theory of change).</li>
<li>Formal adoption by the school board and by the governing bodies of the main partners.</li>
</ul>
<h2><a name="think"></a>Things to think about</h2>
<h3><a name="conditions"></a>Build on the five conditions for learning</h3>
<p>Most systems group their results under the five conditions: a rich core program with qualified teachers; motivated
students, engaged in and out of school; physical, mental and emotional health needs met; respect and cooperation
between families and staff; a safe, welcoming school tied to its community. If a condition has no result, ask whether
that was intended.</p>
<h3><a name="horizon"></a>Short and long horizons</h3>
<p>Test scores move after three to five years. Choose some indicators that can move in the first: children enrolled
with a doctor, parents who have met the teacher, students who attend a program for thirty days or more. They tell the
team whether it is on course, and give supporters something true to say.</p>
<h3><a name="pace"></a>Pace</h3>
<p>Starting all schools at once is fair and stretches coordinators, partners and money thin. Starting with three to
five lets the system learn, and leaves others waiting. Whichever you choose, publish the order and the reasons.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>Visions that nobody could oppose.</b> If another city could adopt your sentence unchanged, ask what is missing
from it.</li>
<li><b>Thirty indicators.</b> No team can watch thirty. Put the rest in a drawer.</li>
<li><b>Targets without a starting figure.</b> "Reduce absence by 20 percent" means nothing until you know from
what.</li>
<li><b>Promising the gains of year five in year two.</b> The disappointment is charged to the schools.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>Members use the results when they argue about other matters, such as the parks budget.</li>
<li>Each result has an organization that has agreed in writing to lead it.</li>
<li>A student can explain the vision in her own words.</li>
<li>The board vote was recorded and the resolution can be found (a pattern is on the
<a href="/resources/guide/14_part4_policy.aspx#resolution">policy page</a>).</li>
</ul>
<h2><a name="field"></a>From the field: Tamarack Falls</h2>
<p>The first vision in Tamarack Falls ran to 212 words and named "excellence" four times. Students at Ridgeline High
School were asked to edit it. Their version: "Every child here has a reason to come to school, an adult who notices if
they don't, and a next step after graduation." The leadership group of the paper-mill town, eighteen people, adopted
it with one change. From the second clause came an indicator that no one had proposed before: the share of students
who can name an adult at school they would go to with a problem. It stood at 58 percent in the first survey and at 77
percent three years later.</p>
