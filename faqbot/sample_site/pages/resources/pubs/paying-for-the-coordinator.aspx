<!--{"title": "Paying for the Coordinator: How Districts Keep the Post after the Grant Ends", "layout": "classic", "language": "en", "modified": "2023-10-03"}-->
<h2>Paying for the Coordinator: How Districts Keep the Post after the Grant Ends</h2>
<p><b>By Mei-Lin Chao and Gordon Eastlake</b><br>
10/03/23<br>
Juniper Center for School Finance</p>

<p>The coordinator is the largest single cost of a community school and the first to be lost when a grant runs out.
From a 2023 survey of 143 districts with 1,980 coordinator posts, this brief shows who pays, which posts survive, and
what each federal and local source may and may not pay for. Posts carried by three or more sources were lost five
times less often than posts resting on one grant. Four recommendations for districts and states follow.</p>

<h3><a name="who-pays">Who pays now</a></h3>
<p>Salary and benefits of a coordinator come to between $78,000 and $92,000 a year, or 43 to 51 percent of the
$180,000 that a community school of 500 students usually needs above its normal budget. Taken together, the 1,980
posts were paid as follows: Title I, 31 percent; district and city budgets, 24; federal Full-Service Community Schools
grants, 17; state grants, 12; United Way and foundations, 11; the lead agency's own funds, 5.</p>

<h3><a name="survival">Which posts survive</a></h3>
<p>Thirty-eight percent of the posts rested on a single source with an end date. When that source ended, 46 percent of
them were gone within a year. Among posts paid from three or more sources, 9 percent were lost when one source ended.
District size made little difference, nor did the share of poor families. The moment at which talks began did:
districts that put the post into budget talks two years before the end of the grant kept four posts in five.</p>

<h3><a name="sources">What each source may pay for</a></h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th align="left">Source</th><th align="left">Use for the coordinator</th></tr>
<tr><td>Title I, Part A</td><td>The whole post in a schoolwide program, if the school's plan names the need it
serves</td></tr>
<tr><td>Full-Service Community Schools grant</td><td>The whole post while the grant, usually five years, lasts; a
match is required</td></tr>
<tr><td>21st Century Community Learning Centers</td><td>Only hours spent on programs outside class time; time sheets
needed</td></tr>
<tr><td>Medicaid</td><td>Repays clinic services. General coordination is not billable
(see <a href="/resources/pubs/clinic-medicaid.aspx">The Clinic down the Hall</a>)</td></tr>
<tr><td>State grants</td><td>Varies; seven of the states surveyed require that a coordinator be hired</td></tr>
<tr><td>City budgets, United Way, foundations</td><td>Any part of the post; foundations seldom for more than three
years</td></tr>
</table>

<h3><a name="example">One school's arithmetic</a></h3>
<p>Larkspur Elementary in Dayton, Ohio, pays $85,000 for its coordinator. Title I supplies $34,000, the city's youth
fund $20,000, United Way $18,000 and the lead agency, a neighborhood center, $13,000. The lead agency employs the
coordinator and invoices the other three each quarter. When United Way cut its part by half in 2021, the other
partners covered the $9,000 for one year, and the district took it over in the next.</p>
<p>For comparison, the partners at Larkspur bring services worth $263,000 a year: tutors, a dental van, a counselor
two days a week and evening classes. That is slightly more than three dollars for each of the $85,000 spent on the
post.</p>

<h3><a name="recommendations">Recommendations</a></h3>
<ol>
<li>Give the post its own line in the district budget in the second year, however small the amount.</li>
<li>Move a quarter of the cost to lasting sources each year, so that the whole post rests on them by the fourth.</li>
<li>States should let districts report coordinators under student support; where they are booked as administration,
they are cut with administration.</li>
<li>Funders should announce the end of a grant 24 months ahead, in writing, to the school board.</li>
</ol>
<p>Ways of financing the rest of a community school are the subject of the guide's chapter on
<a href="/resources/guide/13_part4_finance.aspx">financing</a>.</p>
