<!--{"title": "Part I: Why Scale Up", "layout": "guide", "nav": "Part I: Why", "language": "en", "modified": "2025-06-03"}-->
<h1>Part I: Why Scale Up</h1>
<p>A good community school can run for years without any other like it in the city. Why, then, take on the work of
building a system? Districts that did so give four reasons: single schools are fragile, children move, some costs are
better shared, and the results are worth having in more than one neighborhood.</p>
<h2><a name="fragile"></a>A single school is fragile</h2>
<p>A lone community school usually rests on three or four people. When the principal is promoted, the lead partner
agency changes its director or a three-year grant runs out, the partnerships can dissolve in one summer. In a system
the coordinator's post stands in the district's staffing plan, the agreement with the health center covers every site,
and a new principal is trained by colleagues who already work in this way.</p>
<h2><a name="mobility"></a>Children and families move</h2>
<p>In many urban districts one student in five changes schools during the year. A child who saw a counselor at Alder
Street Elementary loses that help on the day the family moves two miles across town. Brothers and sisters are often
split between an elementary school that offers these services and a middle school that does not. When the whole feeder
pattern takes part, from preschool to high school, the help goes along with the child.</p>
<h2><a name="equity"></a>Fairness between neighborhoods</h2>
<p>The first community school often opens where a principal was willing and an agency was near. That is a sound way to
begin and a poor way to share out public money. A system lets the community choose its next schools by published
measures of need, and explain the choice to the neighborhoods that must wait.</p>
<h2><a name="shared_costs"></a>Costs that are better shared</h2>
<p>Some work has to be done once, whether for one school or for thirty: a data-sharing agreement, a contract for
background checks, Medicaid enrollment as a provider, training for coordinators, an evaluation. One school can hardly
afford these. Shared among twelve schools they add about $63 for each student to a site cost of roughly $360 (see the
<a href="/resources/guide/13_part4_finance.aspx#budget">sample budget</a>).</p>
<h2><a name="evidence"></a>What the evidence says</h2>
<p>The Harbor Cities study followed 61 schools in eleven districts from 2019 to 2024. Chronic absence fell from 27 to
18 percent, reading proficiency rose by 9 points and suspensions fell by a third. Two findings matter most to a
district that thinks of growing:</p>
<ul>
<li>The results appeared after three to five years. A system must be planned to outlast one grant and one
election.</li>
<li>Two of the eleven districts saw no gain, and both had no full-time coordinator. Adding school names to a list
without the staff to do the work brings nothing.</li>
</ul>
<p>The figures are set out in more detail under <a href="/results/default.aspx">Results</a>.</p>
<h2><a name="wait"></a>When it is better to wait</h2>
<p>Put off growth if any of these is true:</p>
<ul>
<li>the first school has had three coordinators in two years and nobody can say why;</li>
<li>the superintendent's contract ends within six months and the board has not discussed the matter;</li>
<li>the money for the new schools would be taken from the salary of the present coordinator;</li>
<li>families at the first school, when asked, cannot name anything that has changed.</li>
</ul>
<p>A year spent mending the first school costs less than a second school that closes. Use the time to complete
<a href="/resources/guide/16_tools.aspx#readiness">Worksheet 1, the readiness check</a>, and to bring into the group
the people it shows to be missing.</p>
