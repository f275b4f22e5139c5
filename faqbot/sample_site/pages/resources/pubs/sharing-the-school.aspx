<!--{"title": "Sharing the School: Site Leadership Teams and Building Use", "layout": "classic", "language": "en", "modified": "2014-01-15"}-->
<h2>Sharing the School: Site Leadership Teams and Building Use</h2>
<p><b>By Theodora Blanchard and Isaac Nakamura-Bell</b><br>
10/22/13<br>
Open Doors Alliance for Community Schools</p>

<p>When families, teachers and partner agencies share a building, somebody has to decide who uses the gym on Tuesday and
what happens when a program fails. This toolkit sets out how 26 site leadership teams are made up, what they decide and
what stays with the principal, how they settle disagreements, and what a building-use agreement should say about keys,
cleaning, insurance and damage. It includes a model agenda and a calendar for the team's first year.</p>

<h3><a name="members">Who sits on the team</a></h3>
<p>The 26 teams have 11 to 15 members, most often 13: the principal, the coordinator, three teachers, four parents or
guardians, two partners including the lead agency, one member of the support staff and one neighbor. High schools add
two students. Teachers and parents are elected in September for two years; half of the seats change each year. Teams
with fewer than three parents reported that parents spoke last or not at all. Meetings take 90 minutes, once a month,
after 5 p.m., with supper and child care ($140 an evening).</p>

<h3><a name="decides">What the team decides</a></h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th>The team</th><th>The principal</th><th>Principal and lead agency</th></tr>
<tr valign="top"><td>Yearly results to aim for; which programs start, continue or end; use of rooms after class; the
shared budget</td><td>Teaching, class schedule, discipline, evaluation of school staff, emergencies</td><td>Hiring and
evaluating the coordinator, after hearing the team</td></tr>
</table>
<p>Twenty-two of the teams decide by consensus and vote only when two meetings have passed without it; nine votes of
thirteen then carry. A principal may refuse a decision that breaks law or contract, giving the reason in writing. That
happened four times in three years across the 26 schools.</p>

<h3><a name="disagreement">When partners disagree</a></h3>
<p>The usual quarrel is about space: 19 of the 26 teams named it first. Three steps were enough in nearly all cases.
The two sides meet with the coordinator within a week. If that fails, two members who have no stake hear both and
propose a solution. If that fails, the team decides at its next meeting. A program that misses its aims gets one
semester to change before the team ends it; in 2012-13 the teams ended 31 of 284 programs.</p>

<h3><a name="building-use">The building-use agreement</a></h3>
<ul>
<li><b>Rooms.</b> Classrooms are left as found, with a photograph on the door showing how. No use of a classroom
unless its teacher was told the day before.</li>
<li><b>Keys.</b> One set per partner, signed for, never copied. Lost keys are paid for by the loser.</li>
<li><b>Cleaning.</b> The district pays for the custodian until 6 p.m.; later hours are shared by the users according
to time.</li>
<li><b>Insurance.</b> Each partner carries liability cover of one million dollars and names the district.</li>
<li><b>Damage.</b> Reported the same evening on one form; the first $250 is paid from a common fund to which all users
give.</li>
<li><b>Priority.</b> School events, then regular programs, then other neighborhood groups.</li>
</ul>

<h3><a name="first-year">Agenda and first year</a></h3>
<p>A meeting that works has five items: supper and one good story (15 minutes); figures of the month (20); one decision,
announced a week ahead (35); space and calendar (10); who does what by when (10). In the first year the team elects
members in September, studies needs and resources from October to December, agrees on three results in January,
settles the building agreement in March, plans programs in April and May, and reviews itself in June.
The guide's chapter on <a href="/resources/guide/07_stage1.aspx">gathering a leadership team</a> covers the months
before.</p>
