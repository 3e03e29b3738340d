// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>How a rule's test says what it expects.</summary>
internal static class House
{
    /// <summary>Fails with every finding, one per line.</summary>
    public static void Obeys(IEnumerable<Finding> findings)
    {
        var all = findings.Select(finding => finding.ToString()).ToList();
        Assert.True(all.Count == 0, $"{all.Count} finding(s):\n" + string.Join('\n', all));
    }

    /// <summary>Passes when the rule found exactly one thing, at this place. Returns its message.</summary>
    public static string Sees(IEnumerable<Finding> findings, string file, int line)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((file, line), (finding.File, finding.Line));
        return finding.Message;
    }
}
