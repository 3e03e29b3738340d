// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
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
        ArchiveFolder = ArchivesOf(options, workFolder),
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

    /// <summary>Where the archives of functions are kept that calls bring: with what must outlive the process, or in a folder of this process's own.</summary>
    public static CodeStore KeepCodeIn(ForegateOptions options, string workFolder) =>
        new(ArchivesOf(options, workFolder), TimeProvider.System);

    /// <summary>Deletes the archives that no function of any account names any more. What cannot be deleted is in nobody's way.</summary>
    public static void Sweep(CodeStore code, Publisher publisher)
    {
        try
        {
            code.Sweep(publisher.Accounts);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Archives that no function names could not be deleted: {exception.Message}");
        }
    }

    private static string ArchivesOf(ForegateOptions options, string workFolder) => Path.GetFullPath(Path.Combine(options.DataDirectory ?? workFolder, "code"));

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
