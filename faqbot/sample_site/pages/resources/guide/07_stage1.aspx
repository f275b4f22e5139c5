<!--{"title": "Stage 1: Gather a Leadership Team", "layout": "guide", "nav": "Part III: Stage 1", "language": "en", "modified": "2025-06-03"}-->
<h1>Stage 1: Gather a Leadership Team</h1>
<p>The work begins with a few people who are convinced and ends, at this stage, with a group that can commit the
school district, local government and the larger agencies. Allow two to four months.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>A convener whom the others trust has invited the members. Often this is a superintendent and a mayor together, or
a United Way director.</li>
<li>A core team of 8 to 12 people meets every two weeks, and a list shows who will be added to form the full
community-wide group of 15 to 25.</li>
<li>At least four parents or students are members, with a vote, and are paid a stipend or offered child care and
rides.</li>
<li>A one-page charter says what the team is for, how it decides and how long members serve.</li>
<li>Someone is paid to do the work between meetings, if only ten hours a week.</li>
</ul>
<h2><a name="think"></a>Things to think about</h2>
<h3><a name="who"></a>Who must be in the room?</h3>
<p>Ask who could stop the plan in two years' time: the teachers' union, the facilities director, the council member
for the east side. Invite them now. Ask, too, who knows families best; it is often a school secretary or a pastor.</p>
<h3><a name="convener"></a>Who convenes?</h3>
<p>A district that convenes alone gets things done quickly, and agencies may take the plan for the district's own. Two
conveners from different sectors take longer to agree on an agenda and hold together better when one of them leaves
office.</p>
<h3><a name="newgroup"></a>A new group or an old one?</h3>
<p>If a children's cabinet or early childhood council already meets, see whether it can take on the work. Busy people
thank you for one meeting fewer.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>Deputies without power.</b> The director comes once and then sends someone who has to ask. Let members name one
fixed substitute with authority to decide.</li>
<li><b>One parent for all parents.</b> A single parent among twenty officials seldom speaks. Invite four or more and
meet with them beforehand.</li>
<li><b>A leader's hobby.</b> If all letters bear one signature, the team may leave with the signer.</li>
<li><b>A grant deadline in command.</b> Teams assembled in three weeks for an application rarely meet again if it
fails.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>Three meetings in a row had at least 80 percent of members present.</li>
<li>Members have put in something of their own: staff hours, a room, $5,000, a mailing.</li>
<li>Asked separately, five members give much the same answer to "What is this team for?"</li>
<li>The team has disagreed on something important and is still meeting.</li>
</ul>
<h2><a name="field"></a>From the field: Port Ellery</h2>
<p>Port Ellery, a harbor city with 24 schools, had one community school, Gull Point Elementary. The superintendent,
Anita Brandywine, wanted five. Her first invitation went to nineteen agency heads; six came. She then asked the fire
chief, who was liked by everyone, to convene with her, and moved the meeting to 7:30 in the morning in the Gull Point
cafeteria, where parents were dropping off their children. Fourteen people came, among them five mothers who stayed
out of curiosity. Two of the five were still voting members three years later, when the eighth school opened.
<a href="/resources/guide/16_tools.aspx#stakeholders">Worksheet 2</a> is taken from the seating chart that the team
drew that morning.</p>
