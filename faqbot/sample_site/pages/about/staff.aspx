<!--{"title": "Staff Directory", "layout": "classic", "language": "en", "modified": "2026-08-24"}-->
<h1><a name="top"></a>Staff Directory</h1>
<p>The Alliance has a staff of 14 in five departments. To reach any of them, use the <a href="/contact.aspx">contact
page</a> and give the name; messages are passed on the same working day.<br>
<a href="#executive">Executive Office</a> | <a href="#assistance">Technical Assistance</a> | <a href="#policy">Policy
and Research</a> | <a href="#communications">Communications</a> | <a href="#events">Forum and Membership</a></p>

<a name="executive"></a><h3>Executive Office</h3>
<p><b>Ruth Okafor</b>, Executive Director<br>
Leads the organization, answers to the board and meets with funders and national partners. A former middle school
principal, she has held the post since 2016.</p>
<p><b>Lorraine Battiste</b>, Finance and Operations Manager<br>
Keeps the accounts, prepares the yearly audit, and handles contracts, invoices and insurance. Write to her about
purchase orders.</p>
<p><b>Kevin Adeyemi</b>, Office Administrator<br>
Answers the telephone, sorts the general mail, arranges staff travel and supports the meetings of the board.</p>

<a name="assistance"></a><h3>Technical Assistance</h3>
<p><b>Daniel Reyes</b>, Director of Technical Assistance<br>
Reads every request for help, assigns it to a coach and signs agreements for on-site days. He also trains new
coordinators.</p>
<p><b>Siobhan Farrell</b>, Regional Coach, Northeast<br>
Works with districts from Maine to Maryland. Her special subject is early childhood.</p>
<p><b>Marcus Tillery</b>, Regional Coach, Southeast<br>
Advises rural and small-city districts, and knows the region's 21st Century programs well.</p>
<p><b>Patrice Holloway</b>, Regional Coach, Midwest<br>
Helps leadership teams with needs surveys and data agreements. She was a coordinator for nine years and is an author of
<a href="/resources/pubs/coordinator-handbook.aspx">The Coordinator's Handbook</a>.</p>
<p><b>Consuelo Abernathy</b>, Regional Coach, Southwest<br>
Coaches in English and Spanish, chiefly on family engagement. She wrote our toolkit on
<a href="/resources/pubs/family-rooms.aspx">family rooms</a>.</p>
<p><b>Naomi Kealoha</b>, Regional Coach, West<br>
Supports high schools, adult education partnerships and districts with state community school grants.</p>

<a name="policy"></a><h3>Policy and Research</h3>
<p><b>Mei-Lin Chao</b>, Policy Director<br>
Follows federal and state bills, prepares testimony and advises partners on laws and regulations. She leads the policy
working group.</p>
<p><b>Imani Castellanos</b>, Research Analyst<br>
Compiles the yearly count of community schools, checks the figures in our publications and answers questions about
studies. She is also an author of our <a href="/resources/pubs/attendance-brief.aspx">attendance brief</a>.</p>

<a name="communications"></a><h3>Communications</h3>
<p><b>Tomas Brandt</b>, Press<br>
Speaks with reporters, arranges interviews and school visits for the press, and looks after the
<a href="/media/default.aspx">media pages</a>.</p>
<p><b>Helen Strand</b>, Publications and Web Editor<br>
Edits the guide, the publications and this site. Corrections, requests for other formats and permission questions come
to her.</p>

<a name="events"></a><h3>Forum and Membership</h3>
<p><b>Aaron Mizrahi</b>, Forum and Membership Manager<br>
Runs registration, scholarships and workshop proposals for the <a href="/forum/default.aspx">National Forum</a>, and
keeps the list of members.</p>

<p>Open positions, when there are any, are announced on the <a href="/">home page</a>. <a href="#top">Back to
top</a></p>
