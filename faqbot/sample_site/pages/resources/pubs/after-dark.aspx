<!--{"title": "After Dark: Evening Hours and Neighborhood Safety", "layout": "classic", "language": "en", "modified": "2017-11-14"}-->
<h2><a name="top"></a>After Dark: Evening Hours and Neighborhood Safety</h2>
<p>By Leonard Quist<br>
11/14/17<br>
Kestrel Institute for Neighborhood Safety</p>

<p>Seventeen schools in four cities stayed open until 9 p.m. on four evenings a week for three years. Police reports
within half a mile, between 3 and 9 p.m., fell by 14 percent, against 3 percent around comparable schools that closed
at four. The report describes who came, how the buildings were staffed, what an evening hour costs, and the working
routines at doors, parking lots and bus stops that participants credited. Two schools that gave up evening hours
explain why.</p>

<a name="who-came"></a>
<h3>Who came</h3>
<p>The schools are in Stockton, California; Rockford, Illinois; Chattanooga, Tennessee; and Worcester, Massachusetts.
From September 2014 to June 2017 they counted 860,000 evening visits. Forty-six percent were by students of the
school, 21 percent by former students up to age 19, and 33 percent by adults. Basketball, homework rooms and English
classes drew the most people; a repair workshop for bicycles in Rockford had the longest waiting list. On an average
evening 124 people were in the building.</p>

<a name="crime"></a>
<h3>What changed in the streets</h3>
<p>Police reports between 3 and 9 p.m. fell from 1,064 to 915 a year within half a mile of the 17 schools. Vandalism and
thefts from cars fell the most. Reports after 9 p.m. and on weekends did not change, which suggests that the open
building made the difference. In a survey of 2,300 neighbors, 58 percent said they felt safe walking past the school
in the evening, up from 41 percent. Parents of girls mentioned street lights and adults at the bus stop more often
than police.</p>

<a name="staffing"></a>
<h3>Staffing and cost of an evening</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><td>Evening supervisor, one</td><td align="right">$26 an hour</td></tr>
<tr><td>Greeter at the only open door, one</td><td align="right">$15 an hour</td></tr>
<tr><td>Custodian, one</td><td align="right">$24 an hour</td></tr>
<tr><td>Heat, light and supplies</td><td align="right">$11 an hour</td></tr>
<tr><td><b>Together</b></td><td align="right"><b>$76 an hour</b></td></tr>
</table>
<p>With four hours on 136 evenings this makes $41,300 a year. Instructors come from the partners and are not included.
In twelve schools the city's parks department paid more than half, because it could close a rented hall. The
evening supervisor let the coordinator go home at six; in three schools that did without one at first, coordinators
left after 14 months on average.</p>

<a name="routines"></a>
<h3>Routines that participants credited</h3>
<ul>
<li>One door, one greeter, a sign-in sheet, first names. Every visitor is greeted within ten seconds.</li>
<li>Corridors that are not in use are locked and dark; the others are fully lit.</li>
<li>A staff member in a yellow vest in the parking lot from 8:45 to 9:15.</li>
<li>The bus company moved the stop to the front of the building in three cities. It took a letter and eleven weeks.</li>
<li>A monthly half hour with the police lieutenant, the greeter and two students.</li>
</ul>

<a name="gave-up"></a>
<h3>Two schools that gave up</h3>
<p>Nineteen schools began; the figures above leave out two that stopped. A middle school in Stockton closed its
evenings after fourteen months when the supervisor's post was cut and teachers were asked to take turns. A school in
Worcester had 30 visitors a night, because the high school four blocks away was open too, and moved its programs
there. Both principals advised beginning with two evenings, and adding a third when 80 people come regularly.</p>
<p>Keys, cleaning and insurance are treated in <a href="/resources/pubs/sharing-the-school.aspx">Sharing the
School</a>.</p>
