// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>Writes templates at random, the same for the same seed: valid ones for the greater part, of all that the language has.</summary>
internal sealed class TemplateGenerator(int seed)
{
    private static readonly string[] s_texts =
    [
        "text", " ", "\n", "  \n", "{\"a\": ", "}", "[", "]", ",", "50%", "a.b", "$", "$5", "#", "# 1", "\\", "\\x", "\t", "é€😀", "##", "x=y&z", "'", "\"", ":", "!", "(", ")", "#[[raw $x #if]]#",
        "#* note *#", "## rest\n", "$ ", "# ", "$!", "$!.", "$.x", "$[", "#[", "$$", "##", "#$x", "$#", "{$x}", "$x}", "\\", "#* $ *#", "## $\n", "#**doc*#", "\\$x", "\\\\$x", "\\$nope", "\\#if", "\\\\#end1", "#foo", "#foo($x)",
    ];

    private static readonly string[] s_noise =
    [
        "$", "$", "#", "#", "\\", "\\\\", "!", "$!", "{", "}", "[", "]", "(", ")", ".", "..", ":", ",", "=", "==", "+", "-", "*", " ", " ", "  ", "\n", " \n", "\t", "\r\n", "\"", "'", "x", "x", "s", "l", "m", "t", "nope",
        "if", "end", "set", "else", "foo", "true", "1", "0", "2.5", "-1", "a b", "_", "é", "@", "&", "%", "|", ";", "##", "#*", "*#", "#**", "#[[", "]]#", "$x", "$x", "$!x", "${x}", "${x", "$s.length()", "$s.length(", "$m.a", "$m.",
        "$l[0]", "$l[", "$nope", "$nope.foo", "\\$x", "\\$nope", "\\\\$x", "$x.toString()", "$s.concat('q')", "#if(", "#if($t)", "#if($t)y", "#elseif($t)", "#else", "#{else}", "#end", "#{end}", "#set(", "#set($v = 1)", "#set($v", " #set($x = 7)",
        "#set(${v} = 1)", "#set($!v = 1)", "$v", "#foreach($i in $l)", "#foreach($i in", "$i", "#macro(~ $p)", "#~(1)", "#~", "$p", "#define($w)", "$w", "#foo(", "#foo($x)", "#@~(1)", "#@~", "#literal()", "#stop", "#break", "\\#if", "\\#set", "\\\\#if($t)", "\\#foo",
        "#[", "$.", "$[", "$.x", "{$x}", "$x}", "$x$x", "#$x", "$#", "##\n", "## $\n", "#* $x *#", "\"$x\"", "\"#if($t)y#end\"", "'$x'",
    ];

    private static readonly string[] s_variables = ["x", "s", "l", "m", "t", "f", "d", "e", "big", "o", "v", "w", "nope", "i"];

    private readonly Random _random = new(seed);

    public List<string> Make(int count)
    {
        var templates = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            templates.Add(Block(_random.Next(1, 5)));
        }

        return templates;
    }

    /// <summary>Templates of signs and words as they come: most are none, and the others are read in odd ways.</summary>
    public List<string> MakeNoise(int count)
    {
        var templates = new List<string>(count);
        var noise = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            noise.Clear();
            for (var pieces = _random.Next(2, 9); pieces > 0; pieces--)
            {
                noise.Append(Pick(s_noise));
            }

            // Velocity remembers the names of macros from one template to the next.
            templates.Add(noise.Replace("~", "z" + i.ToString(CultureInfo.InvariantCulture)).ToString());
        }

        return templates;
    }

    private string Block(int depth)
    {
        var block = new StringBuilder();
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            block.Append(Piece(depth));
        }

        return block.ToString();
    }

    private string Piece(int depth) => _random.Next(depth > 0 ? 14 : 6) switch
    {
        0 or 1 => Pick(s_texts),
        2 or 3 or 4 => Printed(),
        5 => $"{Pick(["", " ", "  "])}#set({Pick(["", " "])}{Target()}{Pick([" = ", "="])}{Expression(2)}){Pick(["", "\n", " \n", " "])}",
        6 or 7 => $"#if({Expression(2)}){Line()}{Block(depth - 1)}{Pick(["", $"#elseif({Expression(1)}){Line()}{Block(depth - 1)}"])}{Pick(["", $"#else{Line()}{Block(depth - 1)}", $"#{{else}}{Block(depth - 1)}"])}#end{Line()}",
        8 or 9 => $"#foreach($i in {Iterable()}){Line()}{Block(depth - 1)}{Pick(["", "$foreach.index", "$velocityCount", "#if($foreach.hasNext),#end", "#if($foreach.count == 2)#break#end", "$foreach.first$foreach.last"])}#end{Line()}",
        10 => $"#macro(mac{_random.Next(3)} $p $q){Line()}{Block(depth - 1)}$p|$q#end{Line()}#mac{_random.Next(3)}({Argument()} {Argument()}){Line()}",
        11 => $"#define($w){Block(depth - 1)}#end$w",
        12 => $"\"{Printed()}\"",
        _ => Pick(["#stop", "${x}y", "$!{nope}z", "#@mac1(1 2)body#end", "#set($v = {})#set($q = $v.put(\"k\", 1))$v", "#set($v = [])#set($q = $v.add($x))$v", "#{set}($v=1)$v", "#set(${v} = 1)$v", "#set($!v = 1)$!v", "#set(${m.n} = 1)$m", "$s.length()word", "$l[0]word.more", "$s.length(){x}", "${x}word",
            "#literal()$x \\$x #if($t)#end#end", "#set($k = $m.keySet())$k#set($q = $m.put('new', 1))$k$k.size()", "#set($k = $m.values())$k.remove(1)$m", "#set($k = $m.entrySet())$k#set($q = $m.remove('a'))$k",
            "#set($h = {1: 'one', '1': 'text', 2.5: 'half', true: 'yes'})$h$h.get(1)$h.get('1')$h[2.5]$h.keySet()", "#set($h = {})#set($h[1] = 2)$h$h['1']$h[1]$h.containsKey('1')", "#foreach($e in $m.entrySet())$e.setValue($e.key)#end$m",
            "#break($foreach)", "[$x.class.name]", "[$s.class]", "#define($w)$x$w#end$w$!w"]),
    };

    private string Line() => Pick(["", "", "\n", "  \n", " "]);

    private string Printed()
    {
        var reference = Reference();
        return _random.Next(4) switch
        {
            0 => "$!" + reference,
            1 => "${" + reference + "}",
            2 => "$!{" + reference + "}",
            _ => "$" + reference,
        };
    }

    private string Reference() => _random.Next(24) switch
    {
        < 8 => Pick(s_variables),
        8 => Pick(["m.a", "m.b", "m.c", "m.a.b", "o[0].id", "o[1].n", "nope.a", "s.empty", "l.empty"]),
        9 => Pick(["m.get(\"a\")", "m['b']", "m[\"zz\"]", "m.get($s)", "m.size()", "m.keySet()", "m.values()", "m.entrySet()", "m.containsKey('a')", "m.containsValue(1)", "m.isEmpty()"]),
        10 => Pick(["l[0]", "l[-1]", "l.get(1)", "l.size()", "l.isEmpty()", "l.contains(2)", "l.contains('2')", "l.indexOf(3)", "l.lastIndexOf(9)", "l.subList(1,2)", "l[9]", "l.get(7)"]),
        11 => $"s.{Pick(["length()", "toUpperCase()", "isEmpty()", "trim()", "hashCode()", "toString()", "toLowerCase()", "strip()", "isBlank()", "intern()", "nope()"])}",
        12 => $"s.{Pick(["substring(1)", "substring(0,2)", "substring(2,1)", "substring(5)", "charAt(1)", "charAt(3)", "repeat(3)", "indexOf('b')", "indexOf(98)", "lastIndexOf('c')"])}",
        13 => $"s.{Pick(["replace('b','$')", "replaceAll('[ab]','<$0>')", "replaceAll('(a)(b)','$2$1')", "replaceFirst('.','\\$')", "replaceAll('b*','-')", "replaceAll('b','\\\\\\\\')", "replace('','.')"])}",
        14 => $"s.{Pick(["matches('a.c')", "matches('\\w+')", "matches('ab')", "split('b')", "split('')", "split('[bc]')", "split('b',1)", "split('c',-1)", "split(',')"])}{Pick([".size()", "[0]", ".isEmpty()"])}",
        15 => $"s.{Pick(["equals('abc')", "equalsIgnoreCase('ABC')", "compareTo('abd')", "compareTo('ab')", "concat('d')", "contains('bc')", "startsWith('a')", "endsWith($s)", "startsWith('b',1)", "equals($x)", "concat($nope)", "contentEquals('abc')"])}",
        16 => $"x.{Pick(["toString()", "intValue()", "equals(5)", "compareTo(6)", "parseInt('42')", "parseInt('z')", "hashCode()", "doubleValue()", "max(3,9)", "toHexString(255)", "toBinaryString(5)", "valueOf('7')", "nope"])}",
        17 => $"d.{Pick(["toString()", "intValue()", "isNaN()", "equals(1.5)", "doubleValue()", "longValue()"])}",
        18 => $"o.{Pick(["size()", "get(0).n", "get(0).get('id')", "isEmpty()", "get(1).n.foo"])}",
        19 => $"t.{Pick(["toString()", "equals(true)", "booleanValue()", "compareTo(false)"])}",
        20 => $"l.{Pick(["add(4)", "add('x')", "set(0,9)", "remove(0)", "addAll([7,8])", "clear()", "remove('q')", "equals([1,2,3])", "containsAll([1,2])"])}",
        21 => $"m.{Pick(["put('c',3)", "put('a',$l)", "remove('a')", "putAll({'z':1})", "getOrDefault('q',1)", "putIfAbsent('a',5)", "clear()", "equals($m)", "put('k',{'n':[1]})", "replace('a',0)"])}",
        22 => $"e.{Pick(["length()", "isEmpty()", "split(',').size()", "equals('')", "replaceAll('^$','x')", "charAt(0)"])}",
        _ => Pick(["velocityCount", "foreach.index", "p", "q", "big.toString()", "x-y", "my_v", "s.length().toString().length()"]),
    };

    private string Target() => "$" + Pick(["v", "w", "x", "s", "v", "m.n", "m.a", "l[0]", "m['k']", "v.k", "o[0].id"]);

    private string Iterable() => Pick(["$l", "$m", "$o", "[1..3]", "[3..1]", "[\"a\", $x]", "$m.entrySet()", "$m.keySet()", "$nope", "$s", "{'a':1,'b':2}", "[]", "$l.iterator()", "[$x..7]", "$s.split('b')"]);

    private string Argument() => _random.Next(5) switch
    {
        0 => Pick(["1", "'lit'", "true", "[1,2]", "{\"k\":1}", "2.5"]),
        1 => $"\"{Pick(["in ", ""])}{Printed()}\"",
        _ => "$" + Reference(),
    };

    private string Expression(int depth) => _random.Next(depth > 0 ? 14 : 6) switch
    {
        0 or 1 or 2 => "$" + Reference(),
        3 => Pick(["1", "0", "42", "-3", "2.5", "7.0", "1e3", "99999999999", "2147483647", "9223372036854775807"]),
        4 => Pick(["'a'", "''", "\"\"", "'$x'", "\"q\"\"q\"", "'it''s'", "\"$s-${x}\"", "\"#if($t)y#end\"", "true", "false"]),
        5 => Pick(["[]", "[1, 2]", "{}", "{'a': $x}", "[1..3]", "[$s, [1], {\"z\": 2.0}]"]),
        6 or 7 => $"{Expression(depth - 1)} {Pick(["+", "-", "*", "/", "%"])} {Expression(depth - 1)}",
        8 or 9 => $"{Expression(depth - 1)} {Pick(["==", "!=", "<", ">", "<=", ">=", "eq", "ne", "lt", "gt", "le", "ge"])} {Expression(depth - 1)}",
        10 => $"{Expression(depth - 1)} {Pick(["&&", "||", "and", "or"])} {Expression(depth - 1)}",
        11 => $"!{Pick(["$t", "$f", "$nope", "$x", "true"])}",
        12 => $"({Expression(depth - 1)})",
        _ => $"not {Pick(["$t", "$nope"])}",
    };

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
