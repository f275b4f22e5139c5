<!--{"title": "Blog", "layout": "classic", "language": "en", "modified": "2026-09-15"}-->
<h2><a name="top"></a>Blog</h2>
<p>Coordinators, parents and partners write here about what they tried and what came of it. Opinions are the authors'
own.</p>

<h3><a name="2026-09"></a><a href="/blog/2026-09-coordinator-day.html">A Coordinator's Tuesday, Hour by Hour</a></h3>
<p><font size="-1">September 15, 2026, by Priscilla Yoder</font><br>
People ask what a coordinator does all day. Priscilla Yoder, in her sixth year at Alder Creek Middle School in
Marquette, kept a log from the first bus to the last volleyball: a missing pair of glasses, a dispute over a room, and
a grant report due at noon. <a href="/blog/2026-09-coordinator-day.html">Read the post</a></p>

<h3><a name="2026-05"></a><a href="/blog/2026-05-family-room.html">From Supply Closet to Family Room</a></h3>
<p><font size="-1">May 19, 2026, by Desmond Achterberg</font><br>
For $3,140 and four Saturdays of work, Quarry Street School in Chattanooga turned a closet full of broken desks into a
room where parents drink coffee, fill in forms and run the place themselves.
<a href="/blog/2026-05-family-room.html">Read the post</a></p>

<h3><a name="2026-02"></a><a href="/blog/2026-02-attendance.html">Calling Home Before Ten</a></h3>
<p><font size="-1">February 18, 2026, by Noreen Haddix</font><br>
A school in Toledo replaced its recorded absence message with a person and one friendly question. In a year and a half,
chronic absence went from 29 to 21 percent, and the calls uncovered a laundry problem.
<a href="/blog/2026-02-attendance.html">Read the post</a></p>

<h3><a name="write"></a>Write for the blog</h3>
<p>We publish three to five posts a year, of 350 to 500 words each. Send two sentences about your idea through the
<a href="/contact.aspx">contact page</a>.</p>
