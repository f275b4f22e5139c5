<!--{"title": "Search", "layout": "classic", "language": "en", "modified": "2026-07-06"}-->
<h2><a name="top"></a>Search</h2>
<p>The site search is being rebuilt and is out of service for the time being. Until it returns, the
<a href="/sitemap.aspx">site map</a> lists every section of the site, and the
<a href="/resources/default.aspx?F_All=y">publication list</a> shows all our publications on one page. If you cannot find
something, write to us through the <a href="/contact.aspx">contact page</a> and we will send you the link.</p>
