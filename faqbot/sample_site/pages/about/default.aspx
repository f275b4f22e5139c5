<!--{"title": "About the Alliance", "layout": "classic", "language": "en", "modified": "2026-03-02"}-->
<h1><a name="top"></a>About the Alliance</h1>
<p>The Open Doors Alliance for Community Schools is a national nonprofit organization with 212 partner organizations and
a staff of 14. We do not run schools. We connect, train and advise the people who do.<br>
<a href="#history">History</a> | <a href="#governance">Governance</a> | <a href="#partners">Partners</a> |
<a href="#funding">Funding</a></p>

<a name="history"></a><h3>History</h3>
<p>The Alliance was founded in 1998 by people from schools and agencies who had been working on the same problems
without knowing of one another. The record of their first meeting, a typed
<a href="/files/founding-memo-1998.pdf">memorandum</a>, was found years later and can be read on this site. It names
those present, the budget of the first year, and three working rules that are still our
<a href="/about/values.aspx#principles">operating principles</a>.</p>
<p>By 2006 requests for advice had outgrown what could be done by telephone. The board hired two coaches that year;
since 2014 there has been one for each of five regions. Ruth Okafor has been executive director since 2016. During her
time the Alliance has made all its publications free to read and placed more weight on evidence.</p>

<a name="governance"></a><h3>Governance</h3>
<p>A board of fifteen directors sets policy, approves the budget and appoints the executive director. Nine are elected
by the partner organizations, three by individual members, and three are chosen by the board for their knowledge of
finance, law or research. Terms last three years, and nobody serves more than two in a row. At least four directors must
be working in a school, and at least two must be parents of children in a community school. The board meets in February,
June and October. Directors are not paid. Each signs a conflict-of-interest statement every year.</p>

<a name="partners"></a><h3>Partners</h3>
<p>A partner is an organization that has signed our statement of purpose and takes part in at least one working group:
practice, policy, research or leadership. The 212 partners are</p>
<ul>
<li>68 school districts and state or county education offices;</li>
<li>57 youth, family and neighborhood organizations;</li>
<li>34 colleges and universities;</li>
<li>29 health and mental health organizations;</li>
<li>24 unions, foundations, local governments and other bodies.</li>
</ul>
<p>Partnership is for organizations only and differs from <a href="/forum/faq.html#membership">membership</a>, which
anyone may take out. An organization may be both.</p>

<a name="funding"></a><h3>How the Alliance Is Funded</h3>
<p>This section concerns our own budget. For the cost of a community school see
<a href="/aboutschools/faqs.aspx#q13">question 13 of the FAQ</a>.</p>
<p>Our budget for 2026, a year without a National Forum, is $3.9 million. Accounts for the year before are in the
<a href="/files/annual-report-2025.pdf">Annual Report 2025</a>.</p>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th align="left">Source</th><th align="left">Share</th></tr>
<tr><td>Foundation grants</td><td>62 percent</td></tr>
<tr><td>Fees for on-site days and training</td><td>13 percent</td></tr>
<tr><td>Government contracts for training and research</td><td>16 percent</td></tr>
<tr><td>Membership dues and gifts</td><td>9 percent</td></tr>
</table>
<p>No single giver may provide more than a fifth of the budget. Government money is never used for our policy work, and
we take no payment from companies that sell to schools. The accounts are audited each year by an outside firm.</p>
<p>See also: <a href="/about/vision.aspx">vision and mission</a>, <a href="/about/values.aspx">values</a>,
<a href="/about/staff.aspx">staff</a>.</p>
