// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Parsing;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>The reference page names the directives and methods that there are, and each method that is named answers.</summary>
public sealed class VelocityReferenceTests
{
    private static readonly string[] s_arguments =
        ["", "1", "'a'", "0,1", "'a','b'", "'a',1", "0,'a'", "[1]", "0,[1]", "{'b':2}", "2.5", "true", "'7'", "',',['a']"];

    [Fact]
    public void The_page_names_the_directives()
    {
        var section = Regex.Match(Page(), "## Directives\n\n(.*?)\n\n", RegexOptions.Singleline).Groups[1].Value;
        var named = Regex.Matches(section, "`#([a-z]+)`").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(DirectiveParser.Served.Concat(DirectiveParser.Refused).Order(), named.Order());
    }

    [Fact]
    public void The_page_names_the_methods()
    {
        foreach (var (type, methods) in JavaMethods.Served)
        {
            var row = Regex.Match(Page(), $@"\| {type} \|(.*)\|").Groups[1].Value;
            Assert.Equal(methods, Regex.Matches(row, @"`(\w+)`").Select(match => match.Groups[1].Value));
        }
    }

    // Some arguments fit each method: it does something, or says that they are wrong.
    [Fact]
    public void Each_method_that_is_named_is_there()
    {
        var targets = new Dictionary<string, string[]>
        {
            ["String"] = ["'abc'"],
            ["List"] = ["['a', 1]"],
            ["Map"] = ["{'a': 1}"],
            ["Number"] = ["5", "99999999999", "2.5"],
            ["Boolean"] = ["true"],
        };
        foreach (var (type, methods) in JavaMethods.Served)
        {
            foreach (var method in methods)
            {
                Assert.True(targets[type].Any(target => s_arguments.Any(arguments => Answers(target, method, arguments))), $"{type}.{method}");
            }
        }
    }

    private static bool Answers(string target, string method, string arguments)
    {
        var template = VelocityTemplate.Parse($"#set($v = {target})#set($w = $v.{method}({arguments}))$v|$w#if($w)is#end", out _)!;
        var output = new TextBuffer(10_000);
        var fault = template.Render(new ValueMap(), output, new VelocityLimits(), TimeProvider.System);
        var before = new TextBuffer(10_000);
        VelocityTemplate.Parse($"#set($v = {target})$v|", out _)!.Render(new ValueMap(), before, new VelocityLimits(), TimeProvider.System);
        return fault is not null || output.ToString() != before.ToString();
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Foregate.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "reference", "velocity.md"));
    }
}
