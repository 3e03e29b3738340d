// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

/// <summary>Mapping templates and bodies that were made to cost much. The benchmarks measure the processor time of the same ones.</summary>
internal static class BombTemplates
{
    private const string Letters = "#set($s = 'xxxxxxxxxxxxxxxx')";

    public static IEnumerable<(string Name, string Template, string Body)> All() =>
    [
        .. Templates().Select(bomb => (bomb.Name, bomb.Template, "{}")),
        .. Bodies(),
    ];

    private static IEnumerable<(string Name, string Template)> Templates() =>
    [
        ("rounds in rounds", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#foreach($c in $r)#set($n = $c)#end#end#end"),
        ("empty rounds in rounds", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#foreach($c in $r)#end#end#end"),
        ("a text that doubles in quotes", Letters + "#foreach($i in [1..1000])#set($s = \"$s$s\")#end$s"),
        ("a text that doubles by adding", Letters + "#foreach($i in [1..1000])#set($s = $s + $s)#end$s"),
        ("a text that doubles by a call", Letters + "#foreach($i in [1..1000])#set($s = $s.concat($s))#end$s"),
        ("a text that replaces its letters by itself", Letters + "#foreach($i in [1..1000])#set($s = $s.replaceAll('x', $s))#end$s"),
        ("a text whose letters are replaced by more", Letters + "#foreach($i in [1..1000])#set($s = $s.replaceAll('[xy]', '$0$0$0$0'))#end$s"),
        ("a plain replacement that grows", Letters + "#foreach($i in [1..1000])#set($s = $s.replace('x', $s))#end$s"),
        ("a repeated text", "#set($s = \"ab\")$s.repeat(2000000000)"),
        ("a long text split each round", Letters + "#foreach($i in [1..12])#set($s = $s + $s)#end#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($p = $s.split(''))#end#end"),
        ("a list that grows", "#set($r = [1..1000])#set($l = [])#foreach($a in $r)#foreach($b in $r)#set($x = $l.add($b))#end#end"),
        ("a list that is added to itself", "#set($l = [1,2,3,4])#foreach($a in [1..1000])#set($x = $l.addAll($l))#end"),
        ("a list that is put before itself", "#set($l = [1,2,3,4])#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = $l.add(0, $b))#end#end"),
        ("a list of a list of itself", "#set($l = [])#set($x = $l.add([$l]))$l"),
        ("lists of the same list twice", "#set($l = [1])#foreach($a in [1..200])#set($l = [$l, $l])#end$l"),
        ("lists of the same list twice, as text again and again", "#set($l = [1])#foreach($a in [1..14])#set($l = [$l, $l])#end#foreach($a in [1..1000])#set($t = \"$l\")#end"),
        ("equal lists of the same list twice", "#set($l = [1])#set($k = [1])#foreach($a in [1..200])#set($l = [$l, $l])#set($k = [$k, $k])#end#if($l == $k)same#end"),
        ("a text searched for one that is almost there", Letters.Replace("x", "a", StringComparison.Ordinal) + "#foreach($i in [1..11])#set($s = $s + $s)#end#set($p = $s.substring(16000) + 'b')#set($s = $s + 'c')#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#if($s.contains($p))#end#end#end"),
        ("texts compared that are almost the same", Letters + "#foreach($i in [1..11])#set($s = $s + $s)#end#set($t = $s + 'b')#set($s = $s + 'c')#set($r = [1..1000])#set($l = [])#foreach($a in $r)#set($q = $l.add($s))#end#foreach($a in $r)#foreach($b in $r)#if($l.contains($t))#end#end#end"),
        ("texts compared without their case", Letters + "#foreach($i in [1..11])#set($s = $s + $s)#end#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#if($s.compareToIgnoreCase($s))#end#end#end"),
        ("a list searched for what is not there", "#set($l = [1..10000])#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = $l.contains('no'))#end#end"),
        ("a map that grows", "#set($m = {})#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = $m.put(\"$a.$b\", $m))#end#end"),
        ("a map of a map of itself", "#set($m = {})#set($m.a = {'m': $m})#set($m.b = $m.a)$m"),
        ("a map of itself, compared", "#set($m = {})#set($n = {})#set($m.a = $n)#set($n.a = $m)#set($m.b = $n)#set($n.b = $m)#if($m == $n)same#end"),
        ("a number that grows", "#set($n = 9)#foreach($a in [1..1000])#set($n = $n * $n)#end$n"),
        ("long numbers divided", "#set($n = " + Many("9", 900) + ")#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($q = $n / 7)#end#end"),
        ("numbers written as text", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($t = 1.5e300 * $b)#set($u = \"$t\")#end#end"),
        ("a range", "#set($l = [1..1000000000])"),
        ("ranges in rounds", "#foreach($a in [1..1000])#set($l = [1..99999])#end"),
        ("output", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)" + Many("x", 64) + "#end#end"),
        ("a macro that calls itself", "#macro(a)#a()#a()#end#a()"),
        ("macros that hand on their arguments", Macros("abcdefghij")),
        ("blocks that print the next one twice", Blocks("abcdefghijklmnopqrs")),
        ("blocks that print each other", "#define($a)$b$b#end#define($b)$c$c#end#define($c)$d$d#end#define($d)$e$e#end#define($e)$a$b$c$d$e$a$b$c$d$e#end#foreach($i in [1..1000])$a#end"),
        ("a pattern of many states", "#set($s = '" + Many("a", 40) + "')#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = $s.matches('(a?){40}a{40}'))#end#end"),
        ("a pattern of counts within counts", "#set($x = 'aaaa'.matches('((((a{1,99}){1,99}){1,99}){1,99}){1,99}'))#set($s = 'aaaa')$s.matches('((((a{1,99}){1,99}){1,99}){1,99}){1,99}')"),
        ("patterns anew each round", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = 'abc')#set($y = $x.matches(\"[a-z]$a+$b\"))#end#end"),
        ("codings that grow", Letters + "#foreach($i in [1..1000])#set($s = $util.base64Encode($s))#end$s"),
        ("escapes that grow", "#set($s = '/')#foreach($i in [1..1000])#set($s = $util.escapeJavaScript($s))#end$s"),
        ("percent signs that grow", "#set($s = '%%%%')#foreach($i in [1..1000])#set($s = $util.urlEncode($s))#end$s"),
        ("documents read each round", "#set($j = '[" + Many("1,", 2000) + "1]')#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($x = $util.parseJson($j))#end#end"),
        ("a document nested deep", "#set($x = $util.parseJson('" + Many("[", 100_000) + "'))"),
        ("parentheses within parentheses", "#set($x = " + Many("(", 200_000) + ")"),
        ("lists within lists", "#set($x = " + Many("[", 200_000) + ")"),
        ("texts within texts", "#set($x = " + Many("\"$x.a(", 60_000) + ")"),
        ("conditions within conditions", Many("#if(true)", 30_000)),
        ("members without end", "$x" + Many(".y", 140_000)),
        ("references without end", Many("$x", 150_000)),
        ("members of references without end", Many("$x.y ", 60_000)),
        ("calls without end", Many("$x.y()", 50_000)),
        ("settings without end", Many("#set($x=1)", 30_000)),
        ("conditions without end", Many("#if($x)#end", 27_000)),
        ("macros without end", Many("#macro(a)#end", 23_000)),
        ("calls of macros without end", Many("#a(1)", 60_000)),
        ("loops without end", Many("#foreach($i in $x)#end", 13_000)),
        ("large patterns without end", Many("$x.matches('(a{1,90}){1,100}')", 7_000)),
        ("patterns of many letters without end", Many("$x.matches('[\\p{L}\\p{N}]+[^\\p{Lu}]')", 7_000)),
        ("patterns of many choices without end", Many("$x.replaceAll('(a|b|c|d|e|f|g|h)+','')", 6_000)),
        ("patterns without end", Many("$x.matches('(a?){9}')", 14_000)),
        ("texts in quotes without end", "#set($x=[\"$x\"" + Many(",\"$x\"", 50_000) + "])"),
        ("a list without end", "#set($x=[1" + Many(",1", 140_000) + "])"),
        ("a map without end", "#set($x={1:1" + Many(",1:1", 70_000) + "})"),
        ("signs without end", Many("$ ", 150_000) + "$"),
        ("signs that open without end", Many("#$", 150_000)),
        ("backslashes without end", Many("\\", 299_000) + "$"),
        ("quotes without end", "#set($x=" + Many("\"", 299_000)),
        ("blanks without end", "#set($x=" + Many(" ", 299_000) + "~)"),
        ("comments without end", Many("##\n", 100_000) + "#end"),
        ("hidden comments without end", Many("#* *#", 59_000) + "#end"),
        ("escaped directives without end", Many("\\#if ", 60_000) + "#end"),
        ("lines without end", Many("$x\n", 100_000)),
        ("a sum without end", "#set($x = 1" + Many(" + 1", 70_000) + ")"),
    ];

    private static IEnumerable<(string Name, string Template, string Body)> Bodies() =>
    [
        ("a body nested deep", "$util.parseJson($input.body)", Many("{\"a\":", 100_000)),
        ("a body as text each round", "#foreach($a in [1..1000])#set($t = \"$input.path('$')\")#end", "[" + Many("1,", 30_000) + "1]"),
        ("a body written each round", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($t = $input.json('$'))#end#end", "[" + Many("1,", 30_000) + "1]"),
        ("a body printed each round", "#foreach($a in [1..1000])$input.body#end", "{\"a\":\"" + Many("x", 100_000) + "\"}"),
        ("a body in capitals each round", "#foreach($a in [1..1000])#set($t = $input.body.toUpperCase())#end", "{\"a\":\"" + Many("x", 100_000) + "\"}"),
        ("a body in quotes each round", "#foreach($a in [1..1000])#set($t = \"$input.body\")#end", "{\"a\":\"" + Many("x", 100_000) + "\"}"),
        ("a body that breaks off, and lists besides", "#set($b = $input.path('$'))#set($l = [])#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($q = $l.add($r))#end#end", "[" + Many("1,", 100_000)),
        ("a body searched each round", "#set($r = [1..1000])#foreach($a in $r)#foreach($b in $r)#set($t = $input.path('$..a'))#end#end", "[" + Many("{\"b\":1},", 5_000) + "1]"),
    ];

    private static string Macros(string names)
    {
        var text = new StringBuilder();
        for (var i = 0; i + 1 < names.Length; i++)
        {
            text.Append($"#macro(m{names[i]} $x)#m{names[i + 1]}([$x,$x,$x,$x])#end");
        }

        return text.Append($"#macro(m{names[^1]} $x)$x#end#m{names[0]}(1)").ToString();
    }

    private static string Blocks(string names)
    {
        var text = new StringBuilder();
        for (var i = 0; i + 1 < names.Length; i++)
        {
            text.Append($"#define(${names[i]})${names[i + 1]}${names[i + 1]}#end");
        }

        return text.Append($"#foreach($i in [1..1000])${names[0]}#end").ToString();
    }

    private static string Many(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();
}
