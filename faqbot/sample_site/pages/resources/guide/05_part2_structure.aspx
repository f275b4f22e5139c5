<!--{"title": "Part II: The Collaborative Leadership Structure", "layout": "guide", "nav": "Part II: Structure", "language": "en", "modified": "2025-09-16"}-->
<h1>Part II: The Collaborative Leadership Structure</h1>
<p>Systems that have lasted ten years or more share the same three levels of leadership, whatever names they give
them. The levels are connected by people who sit on two of them and by a fixed calendar of reports.</p>
<div class="figure">
<img src="/images/figure2.gif" alt="Diagram with three linked levels: community-wide leadership at the top, the
intermediary in the middle, and school-site leadership teams below, with arrows in both directions">
<p class="caption">Figure 2. The three levels of leadership. Information and decisions travel both ways.</p>
</div>
<h2><a name="communitywide"></a>Community-wide leadership</h2>
<p>A group of 15 to 25 people: the superintendent, a school board member, the mayor's or county executive's deputy,
heads of health and human services, the teachers' union, large nonprofits, a funder or two, business and faith
leaders, and at least four parents or students. It meets monthly in the planning year and quarterly afterwards. It
adopts the vision and results, opens doors to money, removes obstacles in law and custom, and speaks for the work in
public.</p>
<h2><a name="intermediary"></a>The intermediary</h2>
<p>The intermediary is the organization that does the daily work between the levels. It employs the system director,
supervises or trains coordinators, holds contracts, gathers data and prepares the meetings. It can be:</p>
<ul>
<li><b>a district office</b>, which has direct access to principals and data but is exposed to every change of
superintendent;</li>
<li><b>a United Way or community foundation</b>, which raises money well and may know classrooms less well;</li>
<li><b>a nonprofit agency</b>, often the lead partner of the first school, which must avoid favoring its own
programs;</li>
<li><b>a university center</b>, strong in evaluation and training, tied to the academic calendar;</li>
<li><b>a city or county department</b>, which commands services and must follow public hiring rules.</li>
</ul>
<p>Whichever is chosen, it needs the trust of the others and a written mandate. One system director, with an
assistant, can support about eight schools; beyond that add a second supervisor.</p>
<h2><a name="site"></a>School-site leadership</h2>
<p>Each school has a site leadership team of 10 to 15 members: principal, coordinator, lead partner agency, teachers,
support staff, partners, and parents, residents and students, who make up at least a third. It meets monthly, studies
the needs of its school, chooses programs and reviews results. The principal and coordinator also meet every week.</p>
<h2><a name="whodoeswhat"></a>Who does what</h2>
<table border="1" cellpadding="4" cellspacing="0" summary="Tasks divided among the three levels of leadership">
<caption>Table 1. Division of tasks among the three levels</caption>
<tr>
<th scope="col">Task</th><th scope="col">Community-wide leadership</th><th scope="col">Intermediary</th>
<th scope="col">School-site team</th>
</tr>
<tr><th scope="row">Results and indicators</th><td>Adopts</td><td>Drafts, tracks</td><td>Sets yearly targets</td></tr>
<tr><th scope="row">Choice of schools</th><td>Decides</td><td>Runs application</td><td>Applies</td></tr>
<tr>
<th scope="row">Coordinators</th><td>Secures the money</td><td>Trains, co-supervises</td>
<td>Interviews, recommends</td>
</tr>
<tr>
<th scope="row">Programs and partners</th><td>Recruits large partners</td><td>Writes agreements</td><td>Chooses</td>
</tr>
<tr><th scope="row">Money</th><td>Approves the plan</td><td>Manages pooled funds</td><td>Plans site budget</td></tr>
<tr>
<th scope="row">Data</th><td>Publishes yearly report</td><td>Collects, returns within a month</td>
<td>Uses at each meeting</td>
</tr>
<tr><th scope="row">Public support</th><td>Leads</td><td>Prepares material</td><td>Hosts visits</td></tr>
</table>
<h2><a name="links"></a>Keeping the levels linked</h2>
<p>Two principals and two site-team parents sit on the community-wide group. The system director attends each site
team at least twice a year. Before every quarterly meeting the sites send one page: one success, one obstacle, one
request. The group answers each request in writing within thirty days.</p>
