<!--{"title": "Appendix: Glossary and How the Guide Was Made", "layout": "guide", "nav": "Appendix", "language": "en", "modified": "2025-06-03"}-->
<h1>Appendix: Glossary and How the Guide Was Made</h1>
<h2><a name="glossary"></a>Glossary</h2>
<dl>
<dt><a name="asset_map"></a><b>Asset map</b></dt>
<dd>A list or drawing of the people, groups, services and buildings of a neighborhood that can be of use to children
and families.</dd>
<dt><a name="blending"></a><b>Blending</b></dt>
<dd>Pooling money from several sources in one fund with one set of reports.</dd>
<dt><a name="braiding"></a><b>Braiding</b></dt>
<dd>Paying for one purpose from several sources, each of which is accounted for separately.</dd>
<dt><a name="chronic_absence"></a><b>Chronic absence</b></dt>
<dd>Missing 10 percent or more of school days for any reason, excused or not; in a year of 180 days, 18 or more.</dd>
<dt><a name="community_school"></a><b>Community school</b></dt>
<dd>A public school and a web of partnerships through which school, families and community share resources and
responsibility. It combines full services and extended hours with shared leadership and a changed curriculum.</dd>
<dt><a name="coordinator"></a><b>Coordinator</b></dt>
<dd>The full-time member of staff who joins the school's work with that of its partners. Also called site director or
resource coordinator.</dd>
<dt><a name="extended_service"></a><b>Extended-service school</b></dt>
<dd>A school known mainly for longer hours and after-school programs; also called extended-day school.</dd>
<dt><a name="feeder_pattern"></a><b>Feeder pattern</b></dt>
<dd>The elementary and middle schools whose students go on to the same high school.</dd>
<dt><a name="full_service"></a><b>Full-service school</b></dt>
<dd>A school with an emphasis on health and social services on site.</dd>
<dt><a name="in_kind"></a><b>In-kind support</b></dt>
<dd>Goods, space or staff time given in place of money.</dd>
<dt><a name="indicator"></a><b>Indicator</b></dt>
<dd>A measure that shows whether a result is coming nearer, such as the share of third-graders who read at grade
level.</dd>
<dt><a name="intermediary"></a><b>Intermediary</b></dt>
<dd>The organization that manages a system from day to day, between the community-wide leaders and the schools.</dd>
<dt><a name="joint_use"></a><b>Joint-use agreement</b></dt>
<dd>A contract by which a school and another body use each other's buildings or grounds.</dd>
<dt><a name="lead_partner"></a><b>Lead partner agency</b></dt>
<dd>The organization that shares responsibility for one school with the principal, and usually employs the
coordinator.</dd>
<dt><a name="result"></a><b>Result</b></dt>
<dd>A condition of well-being or learning that a community wants for its children, stated in plain words.</dd>
<dt><a name="site_team"></a><b>Site leadership team</b></dt>
<dd>The 10 to 15 people, at least a third of them parents, residents and students, who guide one community
school.</dd>
</dl>
<h2><a name="howmade"></a>How the guide was made</h2>
<p>The first edition was printed in 2011 and drew on interviews in nine places. For the second edition, published in
June 2025, staff and coaches of the Alliance visited fourteen districts in eleven states between January 2023 and
October 2024. They held 131 interviews with superintendents, principals, coordinators, agency directors, parents and
students, and read the plans, budgets and agreements that the districts were willing to share. Figures on outcomes
come from the Harbor Cities study (2019-2024).</p>
<p>A reading group of 22 people, nine of them coordinators and five of them parents, met four times and struck out
about a fifth of the draft. Daniel Reyes, director of technical assistance, led the work; Mei-Lin Chao, policy
director, wrote the first draft of Part IV.</p>
<h3><a name="vignettes"></a>About the vignettes</h3>
<p>Each account headed "From the field" follows events in one district. Names of places, schools and people have been
changed at the districts' request.</p>
<h3><a name="citing"></a>Citing and copying</h3>
<p>Schools and nonprofit organizations may copy the guide and the worksheets for their own use, with credit to the
Open Doors Alliance for Community Schools. Please write to us through the <a href="/contact.aspx">contact page</a>
about translations or corrections.</p>
