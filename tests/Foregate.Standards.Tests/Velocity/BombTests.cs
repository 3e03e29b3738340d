// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>
/// Templates and documents made to cost much: each ends with a reason, within its steps and with at most ten times its input and a mebibyte of memory.
/// </summary>
public sealed class BombTests
{
    public static TheoryData<string, string> Templates => new()
    {
        { "rounds in rounds", "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($n = $c)#end#end#end" },
        { "a text that doubles", "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($s = \"$s$s\")#end$s" },
        { "a text that doubles by adding", "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($s = $s + $s)#end$s" },
        { "a text that doubles by a call", "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($s = $s.concat($s))#end$s" },
        { "a text that is replaced by itself", "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($s = $s.replaceAll('x', $s))#end$s" },
        { "a pattern that grows a text", "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..1000])#set($s = $s.replaceAll('[xy]', '$0$0$0$0'))#end$s" },
        { "a repeated text", "#set($s = \"ab\")$s.repeat(2000000000)" },
        { "a list that grows", "#set($l = [])#foreach($a in [1..1000])#foreach($b in [1..1000])#set($x = $l.add($b))#end#end" },
        { "a list that is added to itself", "#set($l = [1,2,3,4])#foreach($a in [1..1000])#set($x = $l.addAll($l))#end" },
        { "a list of itself", "#set($l = [])#set($x = $l.add([$l]))$l" },
        { "lists of lists", "#set($l = [1])#foreach($a in [1..200])#set($l = [$l, $l])#end$l" },
        { "equal lists of lists", "#set($l = [1])#set($k = [1])#foreach($a in [1..200])#set($l = [$l, $l])#set($k = [$k, $k])#end#if($l == $k)same#end" },
        { "a map that grows", "#set($m = {})#foreach($a in [1..1000])#foreach($b in [1..1000])#set($x = $m.put(\"$a.$b\", $m))#end#end" },
        { "a number that grows", "#set($n = 9)#foreach($a in [1..1000])#set($n = $n * $n)#end$n" },
        { "a range", "#set($l = [1..99999999])" },
        { "output", "#foreach($a in [1..1000])#foreach($b in [1..1000])xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx#end#end" },
        { "a macro that calls itself", "#macro(a)#a()#a()#end#a()" },
        { "macros by name", "#macro(a $x)#b([$x,$x,$x,$x])#end#macro(b $x)#c([$x,$x,$x,$x])#end#macro(c $x)#d([$x,$x,$x,$x])#end#macro(d $x)#e([$x,$x,$x,$x])#end#macro(e $x)#f([$x,$x,$x,$x])#end#macro(f $x)#g([$x,$x,$x,$x])#end#macro(g $x)#h([$x,$x,$x,$x])#end#macro(h $x)#i([$x,$x,$x,$x])#end#macro(i $x)$x#end#a(1)" },
        { "a block that prints itself", "#define($a)$b$b#end#define($b)$c$c#end#define($c)$d$d#end#define($d)#foreach($i in [1..1000])#foreach($j in [1..1000])$a#end#end#end$a" },
        { "a pattern with many states", "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')#foreach($a in [1..1000])#foreach($b in [1..1000])#set($x = $s.matches('(a?){40}a{40}'))#end#end" },
        { "patterns anew each time", "#foreach($a in [1..1000])#foreach($b in [1..1000])#set($x = 'abc')#set($y = $x.matches(\"[a-z]$a+$b\"))#end#end" },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_that_costs_much_is_refused(string name, string template)
    {
        var parsed = VelocityTemplate.Parse(template, out var fault);
        Assert.True(parsed is not null, $"{name}: {fault}");
        var limits = new VelocityLimits();
        // What is made once for all is not the template's.
        parsed.Render(new ValueMap(), new TextBuffer(100), limits with { Steps = 100 }, TimeProvider.System);
        var output = new TextBuffer(200 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        fault = parsed.Render(new ValueMap(), output, limits, TimeProvider.System);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(fault is not null, $"{name} was rendered.");
        Assert.True(taken <= (10 * template.Length) + (1 << 20), $"{name} took {taken} bytes.");
        Assert.Matches("^(The template (takes more than|makes values of more than|writes more than)|Macros call|Blocks of|A number grows|A range of|A value is nested|Values are nested|A list or map was changed)", fault.Message);
    }

    public static TheoryData<string> Nested => [.. ((string[])["(", "[", "{\"a\":", "!", "$x[", "$x.y(", "#if(true)", "#foreach($i in [1])", "\"$", "-", "not "]).Select(part => part)];

    [Theory]
    [MemberData(nameof(Nested))]
    public void Nesting_without_end_is_refused_at_once(string part)
    {
        var text = new StringBuilder(part.StartsWith('#') || part.StartsWith('$') ? "" : "#set($v = ");
        while (text.Length < 200_000)
        {
            text.Append(part);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(VelocityTemplate.Parse(text.ToString(), out var fault));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotNull(fault);
        Assert.True(taken <= (10L * text.Length) + (1 << 20), $"Refusing took {taken} bytes.");
    }

    [Fact]
    public void A_chain_without_end_is_refused_or_read_without_a_deep_stack()
    {
        Assert.Null(VelocityTemplate.Parse("$x" + string.Concat(Enumerable.Repeat(".y", 100_000)), out _));
        Assert.Null(VelocityTemplate.Parse("#set($v = 1" + string.Concat(Enumerable.Repeat(" + 1", 50_000)) + ")", out _));
        Assert.NotNull(VelocityTemplate.Parse("#set($v = 1" + string.Concat(Enumerable.Repeat(" + 1", 400)) + ")", out _));
    }
}
