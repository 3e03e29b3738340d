// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary>AWS's managed policies, which templates may call by their names alone.</summary>
internal static class ManagedPolicies
{
    private static readonly Lazy<Dictionary<string, string>> s_paths = new(Read);

    /// <summary>The policy's ARN; a name that AWS does not have, or an ARN, stays as it is.</summary>
    public static string ArnOf(string name, string partition) => s_paths.Value.TryGetValue(name, out var path) ? Arn(path, name, partition) : name;

    /// <summary>The ARN of one of AWS's policies.</summary>
    public static string Arn(string path, string name, string partition) => $"arn:{partition}:iam::aws:policy/{path}{name}";

    private static Dictionary<string, string> Read()
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = "";
        foreach (var line in PolicyTables.Lines("ManagedPolicies.txt"))
        {
            if (line.StartsWith('/'))
            {
                path = line[1..];
                continue;
            }

            foreach (var name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                paths[name] = path;
            }
        }

        return paths;
    }
}
