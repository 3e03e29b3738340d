// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.StoreWriter;

// A process that tests kill, starve and refuse: it writes to a store (or an audit log) and says on its output what was acknowledged.
// measure DIRECTORY APIS ROUTES: what writing and loading costs.
var directory = args[1];
try
{
    return args[0] switch
    {
        "store" => Store(),
        "audit" => Audit(),
        "measure" => Measurement.Run(directory, int.Parse(args[2], null), int.Parse(args[3], null)),
        _ => 2,
    };
}
catch (StoreException exception)
{
    Say($"refused {exception.Fault} {exception.Message}");
    return 1;
}

int Store()
{
    using var store = SqliteStore.Open(new StoreOptions { Directory = directory, SnapshotDelay = TimeSpan.FromMilliseconds(20) });
    Say(store.Broken is { } broken ? $"broken {broken.Fault} {broken.Message}" : "open");
    for (var number = Numbered.Of(store) + 1; ; number++)
    {
        var before = store.Find(Numbered.Key);
        try
        {
            if (!store.TryReplace(before, Numbered.Next(before, number), new StoreChange("writer", "Number")))
            {
                Say("outdated");
                return 3;
            }

            Say($"{number}");
        }
        catch (StoreException exception)
        {
            Say($"failed {exception.Fault} {number} {(ReferenceEquals(store.Find(Numbered.Key), before) ? "unchanged" : "changed")} {exception.Message}");
            number--;

            // Whoever watches makes room, or asks for the end.
            if (Console.In.ReadLine() is null or "end")
            {
                return 0;
            }
        }
    }
}

int Audit()
{
    using var key = Foregate.ControlPlane.Store.Secrets.MasterKey.Open(directory, null, mayCreate: true);
    using var log = AuditLog.Open(Path.Combine(directory, "audit"), key, TimeProvider.System, rotateAt: 20_000);
    Say($"open {log.Sequence}");
    while (true)
    {
        log.Append(new AuditEntry { Principal = "AKIA", AccountId = "000000000000", Region = "us-east-1", Source = "127.0.0.1", Operation = "Number", Status = 200 });
        Say($"{log.Sequence}");
    }
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
