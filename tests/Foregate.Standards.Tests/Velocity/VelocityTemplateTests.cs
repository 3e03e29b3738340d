// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.Standards.Tests.Velocity;

public sealed class VelocityTemplateTests
{
    private static readonly string[] s_parts =
    [
        "$x", "$!{s}", "#set(", "#if(", "#end", "#foreach($i in ", "#else", "#macro(a $b)", "#a(", "$l.get(", "$m[", "(", ")", "]", "}", "{", "[", "\"", "'", "..", ",", " ", "\n", "=", "==", "&&", "!", "+", "-1", "1", "2.5", "\\", "#", "$", "##", "#*", "*#", "#[[", "]]#", "#define($d)", "$d", "#stop", "#break", ".replaceAll('(a|b)*', '$1')", ".split(''", "$s", "true", "#@a()", "a", "B7",
    ];

    private static int Iterations => Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 1_000_000 : 20_000;

    [Theory]
    [InlineData("[$nope]", "[]")]
    [InlineData("#if($m.nope == $null)a#end#if($m.nope == \"\")b#end#if($m.a == $null)c#end", "ab")]
    [InlineData("$m|$l|$deep", "{a=1, b=two}|[1,2,3]|{foo=[{\"nested\":\"bar\"}]}")]
    [InlineData("$m.put('c', 3)$m.put('c', 4)#set($_ = $m.put('d', 5))", "3")]
    [InlineData("#set($m.c = 'v')$m", "{a=1, b=two, c=v}")]
    [InlineData("$util.qr(1)$util.toJson($m)", "")]
    [InlineData("#set($v = [1, 'a'])$v #set($v = {'k': [1]})$v", "[1, a]{k=[1]}")]
    [InlineData("$ten", "10.0")]
    [InlineData("#set(${y} = 1)[$y]", "[]")]
    [InlineData("$s.replaceAll(\"\\\\'\", \"'\")", "it's")]
    public void Renders_as_api_gateway_does(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#if($x)", 1, "#if has no #end.")]
    [InlineData("a\nb #end", 2, "\"#end\" stands without a directive that it belongs to.")]
    [InlineData("#parse(\"a.vm\")", 1, "#parse is not there in API Gateway's mapping templates. Write what it would bring into the template itself.")]
    [InlineData("#include('a')", 1, "#include is not there in API Gateway's mapping templates. Write what it would bring into the template itself.")]
    [InlineData("#evaluate($x)", 1, "#evaluate is not there in API Gateway's mapping templates. Write what it would bring into the template itself.")]
    [InlineData("#set($x = )", 1, "\")\" stands where a value is expected.")]
    [InlineData("#set($x = 3-1)", 1, "A minus directly before a digit belongs to the number, as in Velocity: write a space between them.")]
    [InlineData("\n\n$x.get($i + 1)", 3, "\"+\" stands where ',' or ')' is expected after an argument (Velocity takes no arithmetic there).")]
    [InlineData("${x", 1, "The end of the template stands where the brace that ends a reference is expected.")]
    [InlineData("#set($x = \"#if($a)\")", 1, "#if has no #end.")]
    public void Refuses_with_the_place_and_the_reason(string template, int line, string message)
    {
        Assert.Null(VelocityTemplate.Parse(template, out var fault));
        Assert.Equal(message, fault!.Message);
        Assert.Equal(line, fault.Line);
    }

    [Theory]
    [InlineData("$l[9]", "Index 9 is out of bounds for a list of 3: [9]")]
    [InlineData("$s.substring(9)", "From 9 to 5 is out of bounds for length 5: substring(9)")]
    [InlineData("$s.format('%s', 'a')", "The method format of Java is not served: format('%s', 'a')")]
    [InlineData("$s.concat($nope)", "The method concat was given null: concat($nope)")]
    [InlineData("$s.matches('(a)\\1')", "References back need back-tracking, which is not served. The pattern is (a)\\1: matches('(a)\\1')")]
    public void A_rendering_that_fails_says_why(string template, string message)
    {
        var parsed = VelocityTemplate.Parse(template, out _)!;
        Assert.Equal(message, parsed.Render(Variables(), new TextBuffer(1000), new VelocityLimits(), TimeProvider.System)!.Message);
    }

    [Fact]
    public void A_template_of_more_than_300_kb_is_refused()
    {
        Assert.Null(VelocityTemplate.Parse(new string('a', (300 * 1024) + 1), out var fault));
        Assert.Equal("The template is larger than 300 KB.", fault!.Message);
        Assert.NotNull(VelocityTemplate.Parse(new string('a', 300 * 1024), out _));
    }

    [Fact]
    public void A_constant_template_is_known_as_such()
    {
        Assert.Equal("{\"a\": 50%}\n", VelocityTemplate.Parse("{\"a\": 50%}## note\n\n", out _)!.Constant);
        Assert.Null(VelocityTemplate.Parse("$x", out _)!.Constant);
        Assert.Equal("", VelocityTemplate.Parse("", out _)!.Constant);
    }

    [Fact]
    public void A_loop_goes_a_thousand_rounds_and_then_on_behind_it() =>
        Assert.Equal("1000 after", Render("#foreach($i in [1..5000])#set($n = $i)#end$n after"));

    [Fact]
    public void Time_that_runs_out_ends_a_rendering()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(3) };
        var parsed = VelocityTemplate.Parse("#foreach($i in [1..1000])#foreach($j in [1..1000])$i#end#end", out _)!;
        Assert.Equal("The template takes longer than 2 s.", parsed.Render(Variables(), new TextBuffer(1 << 24), new VelocityLimits(), time)!.Message);
    }

    [Fact]
    public void Steps_are_told()
    {
        var steps = new List<string>();
        VelocityTemplate.Parse("#set($v = 1)\n#if($v == 1)$v#end", out _)!.Render(
            Variables(), new TextBuffer(100), new VelocityLimits(), TimeProvider.System, step => steps.Add($"{step.Line} {step.Source} {step.Value}"));
        Assert.Equal(["1 #set($v = 1) 1", "2 #if($v == 1) true", "2 $v 1"], steps);
    }

    // Whatever is written: it is refused with a place, or renders, or fails with a reason; nothing is thrown.
    [Fact]
    public void Any_text_is_a_template_or_is_refused() => Gen.Int[0, s_parts.Length - 1].Select(i => s_parts[i]).Array[0, 25].Select(string.Concat)
        .Sample(
            text =>
            {
                if (VelocityTemplate.Parse(text, out var fault) is { } template)
                {
                    template.Render(Variables(), new TextBuffer(100_000), new VelocityLimits { Steps = 20_000 }, TimeProvider.System);
                }
                else
                {
                    Assert.InRange(fault!.Line, 1, 1 + text.Count(c => c == '\n'));
                }
            },
            iter: Iterations);

    private static string Render(string template)
    {
        var parsed = VelocityTemplate.Parse(template, out var fault);
        Assert.True(parsed is not null, fault?.ToString());
        var output = new TextBuffer(1 << 20);
        fault = parsed.Render(Variables(), output, new VelocityLimits(), TimeProvider.System);
        Assert.True(fault is null, fault?.ToString());
        return output.ToString();
    }

    private static ValueMap Variables()
    {
        Assert.True(JsonValues.TryRead(
            Encoding.UTF8.GetBytes("""{"x":5,"s":"it\\'s","l":[1,2,3],"m":{"a":1,"b":"two"},"deep":{"foo":[{"nested":"bar"}]},"ten":10.00,"util":{}}"""), out var value));
        return value.AsMap;
    }
}
