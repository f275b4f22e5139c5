<!--{"title": "Vision and Mission", "layout": "classic", "language": "en", "modified": "2024-11-18"}-->
<h1><a name="top"></a>Vision and Mission</h1>

<a name="vision"></a><h3>Our Vision</h3>
<p><b>Every child in the United States attends a school that is strong in teaching, joined to its neighborhood and open
to the families it serves.</b></p>
<p>In the places we hope for, nobody is surprised to see the lights on in a school at eight in the evening. A parent who
has questions about a lease, a toothache or an algebra grade knows whom to ask, and finds that person in the same
building. The school board, the city and the health department plan their budgets for children together. Students of
fifteen sit on the team that decides what the school does next.</p>

<a name="mission"></a><h3>Our Mission</h3>
<p><b>The Alliance brings schools, families and community organizations together so that more public schools become
community schools, and so that those which exist become better.</b></p>
<p>We pursue the mission in four ways:</p>
<ul>
<li><b>We connect.</b> The <a href="/forum/default.aspx">National Forum</a>, working groups and school visits let people
learn from others who do the same job.</li>
<li><b>We advise.</b> Regional coaches work with districts and school teams, from the first conversation to the fifth
year.</li>
<li><b>We inform.</b> We collect evidence, count schools, and publish a
<a href="/resources/guide/01_introduction.aspx">guide</a> and other materials that are free to read.</li>
<li><b>We speak up.</b> We tell lawmakers what schools need and help our partners do the same in their own states. See
our <a href="/policy/default.aspx">policy pages</a>.</li>
</ul>

<a name="goals"></a><h3>Goals for 2030</h3>
<p>The board adopted three goals in October 2024, after meetings with partners in all five regions:</p>
<ol>
<li>At least 7,000 community schools, with some in every state.</li>
<li>A full-time coordinator in nine of every ten community schools.</li>
<li>In every region, at least two universities that prepare principals for community schools.</li>
</ol>
<p>We report progress to our partners every February. When the goals and the evidence disagree, for instance because a
fast increase in the number of schools is leaving new ones without coordinators, the second goal comes before the
first.</p>

<p><a href="/about/values.aspx">Our values and operating principles</a> say how we mean to behave while doing this work.
<a href="#top">Back to top</a></p>
