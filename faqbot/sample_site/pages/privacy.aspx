<!--{"title": "Privacy", "layout": "classic", "language": "en", "modified": "2026-01-05"}-->
<h2><a name="top"></a>Privacy</h2>
<p>This page says what the Alliance learns about visitors to its web site, what we do with it, and how to have it
removed. It took effect on January 5, 2026.</p>

<h3><a name="collected"></a>What is collected</h3>
<p>You can read every page and open every file without giving your name. Our web server keeps a log of each request: the
page, the time, the type of browser, and the network address. We use the log to find broken links and to count readers of
each publication.</p>
<p>When you write to us, join, register for a Forum, or ask for technical assistance, we keep what you enter: name,
organization, postal and e-mail address, telephone, and the substance of your request. Card payments are handled by a
payment company; we see the last four digits and the date, never the full number.</p>

<h3><a name="cookies"></a>Cookies</h3>
<p>The site sets one cookie, which remembers the text size you choose and expires after 90 days. The registration form
sets a second one, deleted when you close the browser. We use no advertising cookies and no trackers from social
networks. If you refuse cookies, all pages still work.</p>

<h3><a name="newsletters"></a>Newsletters</h3>
<p>Members receive a letter ten times a year, and anyone may ask for our short bulletin by e-mail. Every issue has a
link to unsubscribe, which takes effect within three working days. We do not sell, rent or lend the list. Forum
participants' names and organizations appear in the printed list of participants unless they tick the box to be left
out.</p>

<h3><a name="retention"></a>How long we keep it</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr><td>Server logs</td><td>60 days</td></tr>
<tr><td>Letters and e-mail</td><td>3 years</td></tr>
<tr><td>Technical assistance requests</td><td>5 years after the last visit</td></tr>
<tr><td>Membership and payment records</td><td>7 years, for the auditors</td></tr>
<tr><td>Newsletter addresses</td><td>until you unsubscribe</td></tr>
</table>

<h3><a name="children"></a>Children</h3>
<p>The site is written for adults. We do not knowingly collect information from children under 13; if a child has
written to us, tell us and we will delete the message. Photographs of students appear only with a parent's signed
permission, without last names. A parent may withdraw permission at any time, and we take the picture down within two
working days.</p>

<h3><a name="rights"></a>To see, correct or delete your information</h3>
<p>Write to us through the <a href="/contact.aspx">contact page</a> with "Privacy" in the subject line. We answer
within 30 days. We give information to others only when a court orders it or when a partner needs it to fulfill your
own request.</p>
