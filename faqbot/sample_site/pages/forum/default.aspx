<!--{"title": "National Forums", "layout": "classic", "language": "en", "modified": "2026-09-21"}-->
<h2><a name="top"></a>National Forums</h2>
<p>Every two years the Alliance brings together the people who run, staff, study and pay for community schools:
coordinators, principals, parents, partner agencies, researchers and public officials.</p>

<h3><a name="next"></a>The next Forum: Milwaukee, June 9-12, 2027</h3>
<p>The next National Forum meets from Wednesday, June 9, to Saturday, June 12, 2027, at the Lakeshore Convention Center in
Milwaukee, Wisconsin. Its theme is <b>"The Whole Day, the Whole Year."</b> All plenary sessions are interpreted into
Spanish.</p>
<table border="1" cellpadding="4" cellspacing="0">
<tr bgcolor="#e8e8d8"><th align="left">Registration</th><th align="left">Until March 31, 2027</th><th align="left">From
April 1</th></tr>
<tr><td>Standard</td><td>$445</td><td>$495</td></tr>
<tr><td>Members of the Alliance</td><td>$345</td><td>$395</td></tr>
<tr><td>Students</td><td>$100</td><td>$150</td></tr>
</table>
<p><a name="dates"></a><b>Dates to remember.</b> Workshop proposals: November 30, 2026
(ask for the <a href="/contact.aspx#who">proposal form</a>). Scholarship applications: January 15,
2027. Early price: March 31, 2027. Last day for a refund (minus $40): May 14, 2027. Rules on payment, substitutes and
scholarships are in the <a href="/forum/faq.html">Forum questions and answers</a>.</p>

<h3><a name="program"></a>Program by day</h3>
<p><a name="wednesday"></a><b>Wednesday, June 9.</b> Registration opens at 10 a.m. Half-day institutes from 1 to 4:30 p.m.
for new coordinators, for superintendents, and for parent leaders. Opening plenary at 5:30 p.m. with Ruth Okafor, followed
by supper.</p>
<p><a name="thursday"></a><b>Thursday, June 10.</b> Plenary on attendance at 9 a.m. Three rounds of workshops, about 24 in
each. Partner fair from 4 to 6 p.m. The evening is free.</p>
<p><a name="friday"></a><b>Friday, June 11.</b> School visits by bus from 8:30 a.m. to noon; six Milwaukee schools
receive 40 guests each, and places are assigned in order of registration. Workshops in the afternoon. Policy plenary
with Mei-Lin Chao at 4 p.m.</p>
<p><a name="saturday"></a><b>Saturday, June 12.</b> State and regional meetings at 8:30 a.m. Closing plenary, led by high
school students, from 10:30 a.m. to noon.</p>

<h3><a name="hotel"></a>Hotel</h3>
<p>The Forum hotel is the Juneau Harbor Hotel, joined to the convention center by a covered walk. The Forum rate is $174 a
night plus tax, single or double, until May 12, 2027, or until the 420 rooms we hold are taken. Say "Open Doors Forum"
when you book. Dormitory rooms at $62 a night are available to students and to holders of scholarships; ask for one on
the registration form.</p>

<h3><a name="travel"></a>Travel</h3>
<p>Milwaukee Mitchell International Airport is about 20 minutes by taxi from the center. Trains from Chicago take about an
hour and a half and stop at the downtown station, a mile from the hall; a free shuttle meets them on Wednesday
afternoon. Parking beneath the center costs $16 a day. The hall, the hotel and all tour buses are accessible to
wheelchairs. Child care for ages 2 to 12 is free if reserved by May 14.</p>

<h3><a name="past"></a>Past Forums</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr bgcolor="#e8e8d8"><th align="left">Year</th><th align="left">Place</th><th align="left">Theme</th>
<th align="right">Attendance</th></tr>
<tr><td>2025</td><td>Baltimore, Maryland</td><td>Staying Power</td><td align="right">1,670</td></tr>
<tr><td>2023</td><td>Albuquerque, New Mexico</td><td>Families at the Table</td><td align="right">1,585</td></tr>
<tr><td>2021</td><td>Online</td><td>Open Again</td><td align="right">2,615</td></tr>
<tr><td>2019</td><td>Columbus, Ohio</td><td>One School, Many Hands</td><td align="right">1,520</td></tr>
<tr><td>2017</td><td>Oakland, California</td><td>After the Bell</td><td align="right">1,305</td></tr>
</table>
<p>Papers from earlier workshops are kept in the office and sent on request; our own publications are in the
<a href="/resources/default.aspx?F_All=y">publication list</a>. A city that would like to be host in 2029 should write
to us by September 1, 2027; see <a href="/contact.aspx">Contact</a>.</p>
