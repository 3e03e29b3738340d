// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Hosting.Storage;

namespace Foregate.Commands;

/// <summary>foregate backup, restore and audit verify: what is done with the files of a data directory.</summary>
internal static class StoreCommands
{
    public static IEnumerable<Command> Make()
    {
        yield return Backup();
        yield return Restore();
        yield return Audit();
    }

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "Where the backup goes; one that is there is replaced once the new one is whole." };
        var data = Data();
        var command = new Command("backup", "Copy what a data directory holds into one file, while the gateway runs.") { file, data };
        command.SetAction(parsed => StoreCopies.Backup(parsed.GetValue(data)!, parsed.GetValue(file)!, ServeArguments.TakeMasterKey()));
        return command;
    }

    private static Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "What backup wrote." };
        var data = Data();
        var command = new Command("restore", "Put a backup into a data directory that has no store.") { file, data };
        command.SetAction(parsed => StoreCopies.Restore(parsed.GetValue(file)!, parsed.GetValue(data)!, ServeArguments.TakeMasterKey()));
        return command;
    }

    private static Command Audit()
    {
        var data = Data();
        var verify = new Command("verify", "Tell whether the audit log is as it was written.") { data };
        verify.SetAction(parsed => AuditVerification.Run(parsed.GetValue(data)!, ServeArguments.TakeMasterKey()));
        return new Command("audit", "The log of management calls.") { verify };
    }

    private static Option<string> Data() => new("--data") { HelpName = "DIR", Description = "The data directory.", Required = true };
}
