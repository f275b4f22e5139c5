<!--{"title": "Family Rooms That Get Used: A Toolkit", "layout": "classic", "language": "en", "modified": "2019-10-08"}-->
<h2>Family Rooms That Get Used: A Toolkit</h2>
<p>By Consuelo Abernathy<br>
10/08/19<br>
Open Doors Alliance for Community Schools</p>

<p><i>Many schools set aside a room for parents and find it empty by November. This toolkit describes what 22 schools
with busy family rooms have in common: a location near the entrance, a host whom parents know, posted hours that
include early evening, and a reason to come every week. It contains a furniture and cost list, a plan for the first
ten weeks, guidance on languages, and four questions for judging after a year whether the room does its work.</i></p>

<a name="place"></a>
<h3>The place and the host</h3>
<p>In 18 of the 22 schools the room is on the ground floor, within sight of the front door, and can be reached without
passing the office counter. The median size is 600 square feet, a small classroom. Two former rooms on upper floors were
given up; parents with strollers could not reach them.</p>
<p>The host is a parent or grandparent from the neighborhood, paid for 15 to 20 hours a week at $14 to $17 an hour.
She speaks the main language of the families, knows where the nurse and the coordinator are, and may interrupt either.
Rooms staffed by a rotation of volunteers had a third of the visitors.</p>

<a name="costs"></a>
<h3>What it costs to furnish</h3>
<table border="1" cellpadding="3" cellspacing="0">
<tr><td>Table for eight, chairs, two armchairs</td><td align="right">$1,450</td></tr>
<tr><td>Three computers and a printer</td><td align="right">$2,300</td></tr>
<tr><td>Rug, shelves, toys and books for small children</td><td align="right">$780</td></tr>
<tr><td>Refrigerator, microwave, coffee maker</td><td align="right">$620</td></tr>
<tr><td>Washing machine and dryer, used, with hookup</td><td align="right">$1,250</td></tr>
<tr><td><b>Total</b></td><td align="right"><b>$6,400</b></td></tr>
</table>
<p>Running costs are about $13,000 a year, most of it the host's wages. Sixteen schools pay them from the part of
Title I that is reserved for family engagement, together with gifts.</p>

<a name="ten-weeks"></a>
<h3>The first ten weeks</h3>
<ol>
<li><b>Weeks 1-2.</b> Ask forty parents at the door, at pick-up and by telephone when they could come and for what.
The most frequent answers were help with forms, English classes, and a place to wait with a baby.</li>
<li><b>Weeks 3-4.</b> Let parents paint and furnish the room. Choose the host together with two of them.</li>
<li><b>Week 5.</b> Open with four fixed times a week, one of them from 5 to 7 p.m.</li>
<li><b>Weeks 6-9.</b> Offer one thing every week at the same hour: a lawyer on Tuesday, a food pantry on Thursday.
The principal takes coffee there on Friday from 7:45 to 8:15.</li>
<li><b>Week 10.</b> Count the visits, drop what drew fewer than five people, and ask again.</li>
</ol>

<a name="languages"></a>
<h3>Languages</h3>
<p>Put the sign on the door in each language spoken by at least ten families. Have meetings in the families' language
with interpretation into English now and then; at Tres Piedras Elementary in Pueblo, Colorado, attendance
at the monthly meeting went from 12 to 55 when the order was turned around. Children must never interpret for
their own parents in matters of grades or discipline.</p>

<a name="judging"></a>
<h3>Judging the room after a year</h3>
<p>Ask four questions. How many different families came, as a share of all? (The median was 44 percent.) How many came
three times or more? How many of them now attend conferences with teachers? In the 22 schools, attendance at
conferences rose from 54 to 79 percent in three years. And which decision of the school has changed because of
something said in the room? A room for which nobody can answer the last question needs a talk between the host, the
principal and five parents.</p>
