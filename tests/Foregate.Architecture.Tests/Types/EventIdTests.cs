// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Types;

/// <summary>A log line is known by its event id: each is given, and given once.</summary>
public sealed class EventIdTests
{
    private const string Rule = "event ids are unique";

    [Fact]
    public void Event_ids_are_unique() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void An_id_given_twice_is_seen() => House.Sees(
        Check(SourceTree.Of(
            ("src/A/One.cs", "[LoggerMessage(EventId = 1001, Level = LogLevel.Debug)]"),
            ("src/B/Two.cs", "[LoggerMessage(1002, LogLevel.Debug, \"\")]\n[LoggerMessage(1001, LogLevel.Debug, \"\")]"))),
        "src/B/Two.cs",
        2);

    [Fact]
    public void A_message_without_an_id_is_seen() =>
        House.Sees(Check(SourceTree.Of(("src/A/One.cs", "\n[LoggerMessage(Level = LogLevel.Debug, Message = \"\")]"))), "src/A/One.cs", 2);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in tree.Source)
        {
            foreach (Match message in Regex.Matches(file.Code, @"\[LoggerMessage\s*\((?<arguments>[^)]*)\)"))
            {
                var id = Regex.Match(message.Groups["arguments"].Value, @"^\s*(\d+)|EventId\s*=\s*(\d+)");
                var number = id.Groups[1].Value + id.Groups[2].Value;
                if (number.Length == 0)
                {
                    yield return new Finding(file.Path, file.LineOf(message.Index), Rule, "no event id");
                }
                else if (!seen.TryAdd(number, file.Path))
                {
                    yield return new Finding(file.Path, file.LineOf(message.Index), Rule, $"{number} is taken by {seen[number]}");
                }
            }
        }
    }
}
