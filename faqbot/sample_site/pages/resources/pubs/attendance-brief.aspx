<!--{"title": "Counting Every Day: What Lowers Chronic Absence in Community Schools", "layout": "classic", "language": "en", "modified": "2026-02-10"}-->
<h2><a name="top"></a>Counting Every Day: What Lowers Chronic Absence in Community Schools</h2>
<p>By Daniel Reyes and Imani Castellanos<br>
02/10/26<br>
<i>Open Doors Alliance for Community Schools</i></p>

<p><b>Abstract.</b> Two researchers returned to 24 of the 61 schools of the Harbor Cities study and followed 11,400
students from 2021-22 to 2024-25. Fourteen schools where an attendance team met every week cut chronic absence from 27
to 17 percent; ten schools that met monthly or less went from 26 to 23. The brief reports why students miss school,
which measures recovered the most days, which had no effect, and what the work costs a school of 500 students.</p>

<h3><a name="definition">Who counts as chronically absent</a></h3>
<p>A student is chronically absent who misses 10 percent or more of the school days, for any reason, excused or not.
In a year of 180 days that is 18 days, or about two a month. Truancy is a narrower matter: it counts unexcused days only
and leads to legal notices. Of the chronically absent students in these 24 schools, 61 percent had mostly
excused absences and would never have appeared on a truancy list. The
<a href="/resources/pubs/harbor-cities-findings.aspx">final report of the Harbor Cities study</a> uses the same
definition.</p>

<h3><a name="reasons">Why students miss school</a></h3>
<p>Attendance teams recorded a reason for 48,200 missed days, after speaking with a family member:</p>
<table border="1" cellpadding="4" cellspacing="0">
<tr><td><b>Reason</b></td><td><b>Share of days</b></td></tr>
<tr><td>Illness, most often asthma, toothache or stomach ache</td><td align="right">41%</td></tr>
<tr><td>No way to get to school</td><td align="right">17%</td></tr>
<tr><td>Duties at home, such as care of a younger child</td><td align="right">12%</td></tr>
<tr><td>A move or loss of housing</td><td align="right">9%</td></tr>
<tr><td>Fear of bullying or of the way to school</td><td align="right">8%</td></tr>
<tr><td>Other or unknown</td><td align="right">13%</td></tr>
</table>
<p>Absence was highest in kindergarten (31 percent of children chronically absent) and ninth grade (34 percent).</p>

<h3><a name="worked">What recovered the most days</a></h3>
<ul>
<li><b>A weekly meeting of 45 minutes.</b> The coordinator, the principal or assistant principal, the nurse, the social
worker and the attendance clerk go through a list by name. Each child on it gets one owner and one next step.</li>
<li><b>A home visit after the fifth absence.</b> Students visited within two weeks missed 6.2 fewer days in the rest of
the year than similar students who were not visited. The teams made 1,930 visits.</li>
<li><b>Treatment of asthma at school.</b> Children who took their controller medicine in the nurse's office missed 4.1
fewer days.</li>
<li><b>Walking groups and bus passes.</b> In the five schools that offered both, days lost to transport fell by
half.</li>
<li><b>A plain letter.</b> A note giving the number of days missed, in the language of the home, saved 0.9 days per
child at a cost of 60 cents.</li>
</ul>

<h3><a name="no-effect">What had no effect</a></h3>
<p>Nine schools gave class parties or prizes for perfect attendance. Absence there fell no faster than elsewhere, and
teachers reported that children with asthma gave up after their first sick day. Automatic telephone calls
made no measurable difference either; fewer than one in ten was listened to for longer than five seconds.</p>

<h3><a name="cost">What the work costs</a></h3>
<p>For a school of 500 students, attendance work took about $21,500 a year: the coordinator's time, mileage, bus
passes and a stipend for two walking-group leaders. The sum is contained in the $180,000 that a community school usually
spends above its normal budget. The full paper adds the method, results by grade, a sample agenda for the
meeting and the wording of the letter.</p>

<p><b><a href="/files/attendance-brief.pdf">Download the full text (PDF, 7 KB)</a></b></p>
