<!--{"title": "Results", "layout": "classic", "language": "en", "modified": "2026-06-11"}-->
<h2><a name="top"></a>Results</h2>
<p>A community school asks its partners to agree on a few results before it asks them for programs. This page lists the
results most schools in the network aim at, what the evidence says about reaching them, and how long it takes. For
advice on choosing and presenting your own figures, see <a href="/results/data_story.aspx">Use Data to Tell Your
Community School Story</a>.</p>
<p><font size="-1"><a href="#aims">What schools aim at</a> | <a href="#evidence">Evidence</a> | <a href="#nogain">Where
there was no gain</a> | <a href="#time">How long it takes</a> | <a href="#cost">Results and cost</a> |
<a href="#limits">Limits of the evidence</a></font></p>

<h3><a name="aims"></a>What community schools aim at</h3>
<p>The results follow the five conditions for learning. Each condition has signs that can move within a year or two and
results that need longer.</p>
<table border="1" cellpadding="4" cellspacing="0" width="100%">
<tr bgcolor="#e8e8d8"><th align="left">Condition for learning</th><th align="left">Early signs, years 1 and 2</th>
<th align="left">Results, years 3 to 5</th></tr>
<tr><td>A rich core program taught by qualified teachers</td><td>Fewer vacant teaching posts on October 1; more students
in art, music and laboratory science</td><td>Reading and mathematics proficiency; algebra passed by the end of grade
9</td></tr>
<tr><td>Motivated students, engaged in and out of school</td><td>Average days attended in after-school programs; daily
attendance</td><td>Chronic absence; students promoted and graduated on time</td></tr>
<tr><td>Physical, mental and emotional health needs met</td><td>Vision and dental screenings done; share of referrals
that end in a kept appointment</td><td>School days lost to asthma, toothache and untreated anxiety</td></tr>
<tr><td>Respect and cooperation between families and staff</td><td>Families who met a teacher at least twice; home
visits made</td><td>Parents elected to the site leadership team; answers to the yearly family survey</td></tr>
<tr><td>A safe, welcoming school tied to its community</td><td>Adults using the building each week; office
referrals</td><td>Suspensions; students who change schools in mid-year</td></tr>
</table>
<p>No school should track every line. Most leadership teams choose four or five measures and keep them for at least three
years.</p>

<h3><a name="evidence"></a>Evidence: the Harbor Cities study</h3>
<p>The largest study of the model so far followed 61 schools in eleven districts from 2019 to 2024. Across the
schools:</p>
<ul>
<li><b>Chronic absence</b> fell from 27 to 18 percent of students. A student is chronically absent who misses 10 percent
or more of the school year, which is 18 days out of 180.</li>
<li><b>Reading proficiency</b> rose 9 points on state tests.</li>
<li><b>Suspensions</b> fell by a third.</li>
</ul>
<p>Attendance moved first, and reading scores moved last. That order is what one would expect: lessons reach only the
students who are present. In a school of 500, the change in chronic absence means 45 more children who attend
regularly.</p>

<h3><a name="nogain"></a>Where there was no gain</h3>
<p>Two of the eleven districts saw no gain. Neither had a full-time coordinator at any school: the work was spread over
several buildings or added to an assistant principal's other duties
(<a href="/resources/pubs/harbor-cities-findings.aspx#no-gain">details in the final report</a>). We therefore advise a
district that can pay for only two coordinators to start with two schools.</p>

<h3><a name="time"></a>How long it takes</h3>
<p>Academic results appear after three to five years. The first year goes largely to hiring, agreements and trust; a
school that promises higher scores by its first spring will disappoint its board. Report early signs in the meantime,
and say plainly which results are still ahead. <a href="/resources/guide/12_stage6.aspx">Stage 6 of the guide</a>
describes a yearly review.</p>

<h3><a name="cost"></a>Results and cost</h3>
<p>The added cost is about $360 per student per year, and every public dollar brings in about three dollars of partner
money and services. Boards often ask for the cost of a single result. We advise against dividing the whole budget by one
measure, because the same coordinator and clinic affect attendance, health and behavior together. The
<a href="/resources/guide/13_part4_finance.aspx">finance chapter</a> shows a full budget.</p>

<h3><a name="limits"></a>Limits of the evidence</h3>
<p>Schools were not assigned to the model by lot, and the years included the closing and reopening of schools during the
pandemic. All eleven districts lie in port cities, so the study says nothing about rural schools, and it had too few high
schools to judge graduation. We welcome evaluations from partners, including those that find no effect; send them by way
of the <a href="/contact.aspx">contact page</a>.</p>
