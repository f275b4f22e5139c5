<!--{"title": "The Harbor Cities Study: Final Findings for School Boards", "layout": "classic", "language": "en", "modified": "2026-02-17"}-->
<a name="top"></a>
<h2>The Harbor Cities Study: Final Findings for School Boards</h2>
<p>By Anneke Vroom, Charles Pratt-Adeyemi and Lucinda Marsh<br>
12/10/24<br>
Harbor Cities Study Team</p>

<p>The closing report of a five-year study of 61 community schools in eleven districts, written for board members who
must decide on continuing or expanding the work. Chronic absence fell from 27 to 18 percent, reading proficiency rose
nine points and suspensions fell by a third, with most of the gain in the third to fifth year. Nine districts gained;
the two that did not had no full-time coordinator. The report explains the method, its limits, and what boards can
do.</p>
<hr>

<h3><a name="method"></a>How the study was made</h3>
<p>The eleven districts lie in port cities on both coasts, the Great Lakes and the Gulf. Their 61 community schools,
with about 30,400 students, were matched with 61 other public schools of the same districts that had a similar size,
grade span and share of children from poor families. We used district records of attendance, tests and discipline
for the school years 2019-20 to 2023-24, and visited every community school twice. Attendance in 2020-21 is left out,
because the districts counted days of remote class in different ways.</p>

<h3><a name="results"></a>Results by year</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th>School year</th><th>Chronically absent</th><th>Proficient in reading</th><th>Suspensions per 100
students</th></tr>
<tr align="center"><td>2019-20</td><td>27%</td><td>34%</td><td>9</td></tr>
<tr align="center"><td>2021-22</td><td>25%</td><td>35%</td><td>8</td></tr>
<tr align="center"><td>2022-23</td><td>21%</td><td>39%</td><td>7</td></tr>
<tr align="center"><td>2023-24</td><td>18%</td><td>43%</td><td>6</td></tr>
</table>
<p>In the matched schools chronic absence went from 26 to 24 percent over the same years, reading proficiency
rose two points, and suspensions stayed at 9 per 100 students. Mathematics rose three points in the community schools,
too small a difference for us to claim. Reading was measured by the state tests; as none were given in spring 2020,
the first figure is that of spring 2019.</p>
<p>Boards should expect little to show before the third year. A board that had judged the work in spring 2022 would have
seen one point in reading and two in attendance.</p>

<h3><a name="no-gain"></a>The two districts without gains</h3>
<p>In two districts, with nine of the 61 schools, no measure moved by more than one point. Both had spread one
coordinator over three to five buildings, or had given the task to an assistant principal on top of other work. They
spent as much on after-school programs per student as the others, and had as many partners. Interviews
describe services that were on offer and half empty: nobody had the time to connect a given child with them.
The nine districts with gains all paid for one full-time coordinator in each school.</p>

<h3><a name="limits"></a>Limits</h3>
<ul>
<li>Schools were not assigned by lot. Principals who choose this work may differ from those who do not.</li>
<li>One student in five changed schools during the study; their results count where they were enrolled in May.</li>
<li>Six high schools are too few for separate conclusions about graduation.</li>
</ul>

<h3><a name="boards"></a>What a board can do</h3>
<p>First, commit funds for five years and set an interim review in the third. Second, put a full-time
coordinator in each school before adding another program
(<a href="/resources/pubs/paying-for-the-coordinator.aspx">how districts pay for the post</a>). Third, ask for
three figures each semester, by school: chronic absence, reading, suspensions. Fourth, have the district's data
office give coordinators a weekly list of absent students; in the four districts with the largest gains this
list existed before the first program opened. What the teams did with it is the subject of a
<a href="/resources/pubs/attendance-brief.aspx">later brief on attendance</a>.</p>
