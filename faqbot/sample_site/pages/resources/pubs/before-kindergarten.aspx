<!--{"title": "Before Kindergarten: Facts on Early Childhood Partnerships", "layout": "classic", "language": "en", "modified": "2019-11-05"}-->
<h2>Before Kindergarten: Facts on Early Childhood Partnerships</h2>
<p><font size="2">By Margit Soderholm and Deja Winfield<br>
04/24/18<br>
Two Rivers Early Learning Council</font></p>

<p>What an elementary school can do for children who are not yet its pupils. The fact sheet gathers results from 38
community schools that work with preschools, home visitors and pediatric nurses: the share of children found ready at
kindergarten entry rose from 51 to 64 percent in four years. It explains play groups, developmental screening, early
registration and the four-week summer bridge, tells parents what to ask for, and gives the cost per child of each
service.</p>

<h3><a name="ready">What "ready" means</a></h3>
<p>Teachers in the 38 schools observe each child during the first six weeks of kindergarten in five areas: health and
movement, dealing with other children, language, early numbers, and curiosity. A child counts as ready when the
teacher marks four of the five as expected for the age. In fall 2013, 51 percent of 2,870 children did; in fall 2017,
64 percent of 2,940. The rise was largest, 19 points, among children who had never attended preschool. No child is
refused kindergarten because of the result.</p>

<h3><a name="services">Four services and what they cost</a></h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th>Service</th><th>Age</th><th>Cost per child</th></tr>
<tr><td>Weekly play group with a parent, 90 minutes, at the school</td><td>birth to 3</td><td>$310 a year</td></tr>
<tr><td>Developmental screening, with hearing and eyes</td><td>2 to 4</td><td>$65</td></tr>
<tr><td>Home visits, twice a month</td><td>birth to 3</td><td>$2,900 a year</td></tr>
<tr><td>Summer bridge, 20 mornings in July or August</td><td>before kindergarten</td><td>$540</td></tr>
</table>
<p>All four are free to families. Play groups and the bridge are usually paid from Title I and gifts, screening by
Medicaid, home visits by the state health department.</p>

<h3><a name="screening">Why screening comes early</a></h3>
<p>In 2016-17 nurses and preschool teachers screened 1,240 children in the schools' neighborhoods. One in six was
referred for a closer look, most often because of speech or hearing. Of the 207 referred, 168 were seen by a
specialist within 60 days, since the coordinator made the appointment and, for 71 of them, arranged a ride. At
comparable schools without a partnership, speech problems were found on average 16 months later.</p>

<h3><a name="bridge">The summer bridge</a></h3>
<p>The bridge takes 15 children at a time. A kindergarten teacher and a preschool teacher lead it together, in the
room where the children will spend the coming year. They practice arriving, lunch, the bus, and being one of many.
Parents have four workshops of an hour each. Children who came on at least 15 of the 20 mornings missed 4 fewer days of
kindergarten than their classmates.</p>

<h3><a name="parents">What parents can ask for</a></h3>
<ul>
<li><b>Registration in March.</b> Schools that register before April place 90 percent of children in a play group or
bridge before summer; those that wait until August, 35 percent.</li>
<li><b>A free screening</b> at age 3, even when nothing seems wrong.</li>
<li><b>A visit to the classroom</b> in May, with time to speak with the teacher.</li>
<li><b>The immunization list</b> in the family's language. Nurses at 21 of the 38 schools give missing shots on
registration day.</li>
</ul>
<p>Families with children already in school will find a welcome in the
<a href="/resources/pubs/family-rooms.aspx">family room</a>, where many of the play groups meet.</p>
