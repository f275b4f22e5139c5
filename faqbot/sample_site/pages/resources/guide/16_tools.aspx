<!--{"title": "Tools: Ten Worksheets", "layout": "guide", "nav": "Tools", "language": "en", "modified": "2025-11-04"}-->
<h1>Tools: Ten Worksheets</h1>
<p>The worksheets were made by districts and tried out in others before they were taken into the guide. They follow
the order of the six stages. Copies that can be edited are sent free of charge; ask for them by number through the
<a href="/contact.aspx">contact page</a>.</p>
<h2><a name="before"></a>Before you start</h2>
<h3><a name="readiness"></a>Worksheet 1. Readiness check</h3>
<p>Twenty-four statements about leadership, money, data and family engagement, which each member of a planning group
rates alone from 1 to 4. The group then compares answers and talks about the items on which they differ most. Two
pages; allow 90 minutes.</p>
<h2><a name="stages12"></a>For Stages 1 and 2</h2>
<h3><a name="stakeholders"></a>Worksheet 2. Who is at the table</h3>
<p>A seating chart with blank places for fourteen sectors. For each person write what he or she can decide, what he or
she cares about, and who is best placed to make the call. It shows at a glance which neighborhoods, languages and
sectors have no one.</p>
<h3><a name="charter"></a>Worksheet 3. One-page charter</h3>
<p>Headings for the purpose, membership, length of service, way of deciding and calendar of a leadership team, with
two completed examples: one for a city of 24 schools and one for a rural county of nine.</p>
<h3><a name="survey"></a>Worksheet 4. Family and staff survey</h3>
<p>Fifteen questions for families, in English and Spanish, and twelve for staff, with notes on training parents as
interviewers and on reaching 30 percent of households. A tally sheet is included for schools that work without
software.</p>
<h3><a name="assetmap"></a>Worksheet 5. Asset map</h3>
<p>A table in which to enter every organization within walking distance or a bus ride of a school: what it offers, to
whom, when, at what cost, and with how many free places. A second sheet sets the entries beside the needs found in the
survey.</p>
<h2><a name="stages34"></a>For Stages 3 and 4</h2>
<h3><a name="results"></a>Worksheet 6. From vision to indicators</h3>
<p>Five blocks, one for each condition for learning. In each the team writes a result, up to two indicators, the
starting figure, the target and the organization that will lead. Anything that does not fit on the page is left for
another year.</p>
<h3><a name="budgetsheet"></a>Worksheet 7. Three-year budget and funding calendar</h3>
<p>The lines of the <a href="/resources/guide/13_part4_finance.aspx#budget">sample budget</a>, extended to three
years, with columns for cash, in-kind support, source, restrictions and end date. A calendar turns the end dates into
a chart on which a gap can be seen two years ahead.</p>
<h2><a name="stages56"></a>For Stages 5 and 6</h2>
<h3><a name="timelog"></a>Worksheet 8. A coordinator's week</h3>
<p>A sheet of half-hour blocks, to be kept for five days and read together by coordinator and principal. Six
categories of work are marked in color: partners, families, students, data, meetings and duties. Most schools use it
each October.</p>
<h3><a name="partnerreview"></a>Worksheet 9. Yearly partner review</h3>
<p>Ten questions that a site team and a partner answer separately, then together: attendance, quality, contact with
teachers, use of space, and whether to continue, change or end the program. It takes one hour for each partner.</p>
<h2><a name="policytools"></a>For Part IV</h2>
<h3><a name="resolution"></a>Worksheet 10. Pattern for a board resolution</h3>
<p>A resolution of a page and a half with blanks for names, numbers and dates, notes on what each paragraph is meant
to secure, and a checklist for the companion joint-use and data-sharing agreements. Have your district's counsel read
the text before it goes to the board. The reasons are given under
<a href="/resources/guide/14_part4_policy.aspx#resolution">Policy</a>.</p>
<h2><a name="help"></a>Help with the worksheets</h2>
<p>A coach can lead any of these exercises with your group. The first call is free and on-site days cost $1,100;
requests are answered within ten working days.</p>
