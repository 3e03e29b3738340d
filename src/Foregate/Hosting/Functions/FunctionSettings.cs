// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.Hosting.Functions;

/// <summary>How the functions of a template are run by this program.</summary>
internal static class FunctionSettings
{
    /// <summary>For serving: code is built ahead, in a folder of this process's own.</summary>
    public static FunctionHostOptions ForServing(ForegateOptions options, string workFolder) => new()
    {
        AccountId = options.AccountId,
        Region = options.Region,
        Environment = Variables(Environment.GetEnvironmentVariables()),
        WorkFolder = workFolder,
        PreparesAhead = true,
        Elsewhere = options.RemoteFunctions,
    };

    /// <summary>For validating, which runs nothing.</summary>
    public static FunctionHostOptions ForValidating(ForegateOptions options) => new()
    {
        AccountId = options.AccountId,
        Region = options.Region,
        WorkFolder = Path.GetTempPath(),
    };

    private static Dictionary<string, string> Variables(IDictionary variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in variables)
        {
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return all;
    }
}
