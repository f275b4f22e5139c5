<!--{"title": "For the Press", "layout": "classic", "language": "en", "modified": "2026-09-21"}-->
<h2><a name="top"></a>For the Press</h2>

<h3><a name="contact"></a>Press contact</h3>
<p><b>Tomas Brandt</b> answers all press questions. Call the main number on the <a href="/contact.aspx">contact
page</a> and ask for the press desk, or write to the address there with "Press" and your deadline in the subject line.
Messages that arrive before 3 p.m. Eastern are answered the same day. He can arrange interviews with Ruth Okafor,
executive director, and in Spanish with Consuelo Abernathy, regional coach, and can usually find a school to visit within
a week. Schools decide themselves whether to admit cameras, and every child who is filmed needs a parent's signed
release.</p>

<h3><a name="logo"></a>Using our name and logo</h3>
<ul>
<li>News organizations may use the logo with a story about the Alliance without asking.</li>
<li>Partner organizations and members may use it on a web page or flyer with the words "partner of" or "member of."</li>
<li>Do not change its color or proportions, print it smaller than one inch wide, or put it on goods for sale.</li>
</ul>
<p>Write "Open Doors Alliance for Community Schools" at first mention, then "the Alliance." Tomas Brandt sends print and
screen files on request.</p>

<h3><a name="facts"></a>Fast facts</h3>
<ul>
<li>Founded in 1998; nonprofit; staff of 14; 212 partner organizations.</li>
<li>About 5,200 community schools in 46 states serve about 2.6 million students (spring 2026 count).</li>
<li>Added cost: roughly $360 per student per year. Each public dollar brings in about three dollars of partner money and
services.</li>
<li>In the Harbor Cities study (61 schools, 2019-2024), chronic absence fell from 27 to 18 percent. More figures are under
<a href="/results/default.aspx#evidence">Results</a>.</li>
</ul>

<h3><a name="releases"></a>Press releases</h3>
<p><a name="release-2026-09"></a><b>September 21, 2026. Alliance calls for workshop proposals for Milwaukee.</b><br>
The next National Forum meets June 9-12, 2027, at the Lakeshore Convention Center. Proposals are due November 30, 2026.
Accredited reporters attend <a href="/forum/default.aspx">the Forum</a> free of charge.</p>
<p><a name="release-2026-05"></a><b>May 12, 2026. Spring count finds community schools in 46 states.</b><br>
The yearly count, drawn from district and state lists, found about 5,200 schools. "Our fastest growth is in towns with one
high school," said Ruth Okafor.</p>
<p><a name="release-2024-12"></a><b>December 10, 2024. Five-year study links coordinators to better attendance.</b><br>
Nine of eleven districts in the Harbor Cities study improved. The two that did not had no full-time coordinator.</p>
