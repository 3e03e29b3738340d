// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary>The tables beside this file.</summary>
internal static class PolicyTables
{
    /// <summary>Lines of a table, without those that explain it.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(PolicyTables).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
