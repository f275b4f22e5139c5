<!--{"title": "Contact Us", "layout": "classic", "language": "en", "modified": "2026-08-03"}-->
<h2><a name="top"></a>Contact Us</h2>
<p><a name="address"></a><b>Open Doors Alliance for Community Schools</b><br>
4455 Juniper Avenue NW, Suite 310<br>
Washington, DC 20008</p>
<p>Telephone: (202) 555-0142<br>
Fax: (202) 555-0143<br>
E-mail: <a href="mailto:info@opendoors-alliance.example">info@opendoors-alliance.example</a></p>
<p><a name="hours"></a><b>Office hours:</b> Monday to Friday, 9 a.m. to 5 p.m. Eastern. We are closed on federal
holidays and from December 24 to January 1. Please make an appointment before you visit. Messages left on the telephone
are answered on the next working day, and callers may leave them in Spanish.</p>

<h3><a name="who"></a>Whom to ask for what</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><td>Starting a community school, coaching, on-site days</td><td>Daniel Reyes, director of technical assistance;
ask for the request form</td></tr>
<tr><td>Bills, budgets, testimony</td><td>Mei-Lin Chao, policy director</td></tr>
<tr><td>Press, logo, interviews</td><td>Tomas Brandt (see <a href="/media/default.aspx">For the Press</a>)</td></tr>
<tr><td>Partnership between organizations, speeches</td><td>Ruth Okafor, executive director</td></tr>
<tr><td>Forum registration and proposal forms, membership form</td><td>Aaron Mizrahi (read the
<a href="/forum/faq.html">answers</a> first)</td></tr>
<tr><td>Numbers and studies</td><td>Imani Castellanos</td></tr>
<tr><td>Corrections, reprints, broken links</td><td>Helen Strand</td></tr>
<tr><td>Invoices, purchase orders</td><td>Lorraine Battiste</td></tr>
</table>
<p>We cannot enroll a child or settle a dispute with a school. For those, call the school or the district office.</p>

<h3><a name="directions"></a>Directions</h3>
<p><a name="metro"></a><b>By Metro:</b> Red Line to Van Ness-UDC. Walk two blocks south on Connecticut Avenue, turn
right on Juniper Avenue, and look for the brick building with green awnings, seven minutes from the station. The ramp
and the elevator are at the side door.</p>
<p><a name="parking"></a><b>Parking:</b> The garage under the building charges $6 an hour; two spaces for visitors with
disabilities are free. Street parking is limited to two hours on weekdays. There is a bicycle rack at the front door.</p>
