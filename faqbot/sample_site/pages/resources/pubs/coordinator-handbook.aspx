<!--{"title": "The Coordinator's Handbook", "layout": "classic", "language": "en", "modified": "2024-09-03"}-->
<h2>The Coordinator's Handbook</h2>
<p>By Daniel Reyes and Patrice Holloway<br>
08/06/24<br>
Open Doors Alliance for Community Schools</p>

<p><font color="#444444">A working handbook for people in their first two years as coordinator of a community school. It
was written with nineteen coordinators and covers an ordinary week, the first hundred days, the weekly meeting with the
principal, agreements with partners, the records worth keeping and the privacy rules that govern them, and safety
outside class hours. Each part ends with a short list that can be copied. The handbook assumes one full-time coordinator
in a school of about 500 students.</font></p>

<a name="job"></a>
<h3>What a coordinator does, and does not do</h3>
<p>The coordinator finds out what students and families need, brings in partners who can supply it, fits their work
into the school day and evening, and checks whether it helps. Nineteen coordinators in eleven states kept time sheets
for us during four weeks. On average they spent 28 percent of their hours with partners, 24 percent with students and
families, 18 percent with the principal and teachers, 17 percent on records and reports, and 13 percent on matters
that belonged to nobody else, from lost coats to a broken boiler.</p>
<p>A coordinator does not discipline students, does not stand in for absent teachers and does not evaluate staff. Eleven
of the nineteen had been asked to cover a class in the month before; the handbook suggests how to decline. The post is
normally held by an employee of the lead partner agency who works full time in the school and is supervised by the
agency and the principal together.</p>

<a name="people"></a>
<h3>Who is suited to the post</h3>
<p>Of the nineteen, seven had been social workers, five youth workers, four teachers, two community organizers and one a
hospital nurse. Fourteen lived within three miles of the school. Principals who had hired well looked for someone who
keeps promises about small things, writes clearly, speaks a language of the neighborhood, and is at ease with a budget
of $100,000. Eight of ten principals put "knows the neighborhood" above "has worked in a school".</p>

<a name="parts"></a>
<h3>The six parts of the handbook</h3>
<table border="0" cellpadding="3">
<tr valign="top"><td><b>1</b></td><td>An ordinary week, hour by hour, with 11 hours kept free of meetings</td></tr>
<tr valign="top"><td><b>2</b></td><td>The first hundred days: sixty conversations, one map, one early success, one
short report</td></tr>
<tr valign="top"><td><b>3</b></td><td>Working with the principal: the weekly 45 minutes and its standing
agenda</td></tr>
<tr valign="top"><td><b>4</b></td><td>Agreements with partners: one page, seven points, renewed every June</td></tr>
<tr valign="top"><td><b>5</b></td><td>Keeping records: seven monthly figures, consent forms, privacy</td></tr>
<tr valign="top"><td><b>6</b></td><td>Safety after class: doors, adults, rides, emergencies</td></tr>
</table>

<a name="mistakes"></a>
<h3>Mistakes that coordinators told us about</h3>
<ul>
<li>Saying yes to every partner. Brook Hollow Elementary in Toledo, Ohio, had 41 partners in its first year and could
name the work of 12. It kept 17.</li>
<li>Starting with a fair or a festival. It takes six weeks to prepare and leaves nothing behind.</li>
<li>Keeping attendance lists on paper until June. Nobody can then tell which children came.</li>
<li>Giving no one else the keys to the files. When a coordinator at a middle school in Yakima, Washington, fell ill
for two months, three programs stopped because the telephone numbers of the instructors were in her notebook.</li>
</ul>

<a name="use"></a>
<h3>Using the handbook</h3>
<p>Parts 1 to 3 are best read before the first day of work; parts 4 to 6 when the first partner, the first spreadsheet
and the first dark evening arrive. Rules for the whole site leadership team and for use of the building are in
<a href="/resources/pubs/sharing-the-school.aspx">Sharing the School</a>; money for the post is treated in
<a href="/resources/pubs/paying-for-the-coordinator.aspx">Paying for the Coordinator</a>.</p>

<p><a href="/files/coordinator-handbook.pdf"><b>Download the full text (PDF, 7 KB)</b></a></p>
