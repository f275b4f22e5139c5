<!--{"title": "Part IV: Financing a System", "layout": "guide", "nav": "Part IV: Finance", "language": "en", "modified": "2026-02-10"}-->
<h1>Part IV: Financing a System</h1>
<p>A system needs money for two things: what happens at each school, and the center that holds the schools together.
The first attracts donors. The second is harder to raise and has to be planned from the start.</p>
<h2><a name="sources"></a>Sources</h2>
<ul>
<li><b>Title I</b>: coordinators, family engagement and academic help in high-poverty schools.</li>
<li><b>Full-Service Community Schools grants</b> (federal): up to five years, for two or more schools; require
matching funds from sources other than the federal government.</li>
<li><b>21st Century Community Learning Centers</b>: programs outside class hours, awarded by the states.</li>
<li><b>Medicaid billing</b>: covered health and counseling services for enrolled students.</li>
<li><b>State grants and city budgets</b>: coordinators, parks and library staff, late buses.</li>
<li><b>United Way and foundations</b>: planning, training and evaluation, which public funds seldom cover.</li>
</ul>
<p>Every public dollar brings in about three dollars of partner money and services.</p>
<h2><a name="blending"></a>Blending and braiding</h2>
<p>To <b>blend</b> funds is to put them into one pot and report on the whole; it needs the consent of each funder and
is rare with federal money. To <b>braid</b> is to use several funds for one purpose while accounting for each
separately. A coordinator may be paid 50 percent from Title I, 30 from a state grant and 20 from United Way, with time
records to match. Give one person in the business office charge of the braid.</p>
<div class="figure">
<img src="/images/figure4.gif" alt="Left: three streams flow into one pot, labeled blending. Right: three strands
twisted together yet separate in color, labeled braiding">
<p class="caption">Figure 4. Blending and braiding.</p>
</div>
<h2><a name="budget"></a>A sample first-year budget</h2>
<p>Three schools of 500 students each. Services that partners give in kind stand outside the table.</p>
<table border="1" cellpadding="4" cellspacing="0" summary="First-year budget of a system of three schools, cost above
the normal school budget">
<caption>Table 3. First-year budget, three schools, above the normal school budgets</caption>
<tr>
<th scope="col">Line</th><th scope="col">One school</th><th scope="col">Three schools</th>
<th scope="col">Usual source</th>
</tr>
<tr>
<th scope="row">Coordinator, salary and benefits</th><td>$85,000</td><td>$255,000</td><td>Title I, state grant</td>
</tr>
<tr><th scope="row">After-school and summer programs</th><td>$48,000</td><td>$144,000</td><td>21st Century</td></tr>
<tr><th scope="row">Health and counseling</th><td>$22,000</td><td>$66,000</td><td>Medicaid, county</td></tr>
<tr><th scope="row">Family engagement</th><td>$11,000</td><td>$33,000</td><td>Title I</td></tr>
<tr><th scope="row">Custodians, heating, late buses</th><td>$8,000</td><td>$24,000</td><td>District, city</td></tr>
<tr><th scope="row">Supplies and data</th><td>$6,000</td><td>$18,000</td><td>District</td></tr>
<tr><th scope="row">All site costs</th><td>$180,000</td><td>$540,000</td><td></td></tr>
<tr><th scope="row">System director</th><td></td><td>$112,000</td><td>Foundation, district</td></tr>
<tr><th scope="row">Data analyst, half time</th><td></td><td>$44,000</td><td>District</td></tr>
<tr><th scope="row">Training and coaching</th><td></td><td>$24,000</td><td>Foundation</td></tr>
<tr><th scope="row">Accounting and office</th><td></td><td>$20,000</td><td>United Way</td></tr>
<tr><th scope="row">Total</th><td></td><td>$740,000</td><td></td></tr>
</table>
<p>Site costs are $360 per student; with the center, about $493. At twelve schools a center of $380,000 brings the
figure down to about $423.</p>
<h2><a name="sustain"></a>When a grant ends</h2>
<p>Write the end into the beginning. A workable schedule for a five-year grant lets it pay 100, 85, 70, 50 and 30
percent of the coordinators' salaries in turn, while district and city take up the rest. Other practices that have
kept schools open:</p>
<ol>
<li>Move coordinators into the regular staffing plan before the last year.</li>
<li>Start Medicaid billing in year one; it often takes eighteen months to bring in steady income.</li>
<li>Let no source exceed 40 percent of the budget after year three.</li>
<li>Keep a reserve of three months' coordinator pay.</li>
<li>Decide beforehand which programs would go first. Coordinators go last.</li>
</ol>
