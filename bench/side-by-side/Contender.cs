// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Foregate.SideBySide;

/// <summary>A running proxy: its process, its ports, and what a client must say to reach the upstream through it.</summary>
internal sealed class Contender(string name, string version, Process process, int port, int tlsPort) : IDisposable
{
    public string Name { get; } = name;

    public string Version { get; } = version;

    public Process Process { get; } = process;

    /// <summary>Before the upstream's path, for example the stage.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>What it does.</summary>
    public Work Work { get; init; }

    // The function's processes are its children, and their time is not its own.
    private bool RunsFunctions => Work is Work.Lambda or Work.Mapping;

    /// <summary>User and system seconds.</summary>
    public double CpuSeconds() => RunsFunctions ? ProcessTree.OwnCpuSeconds(Process.Id) : ProcessTree.CpuSeconds(Process.Id);

    public long ResidentBytes() => RunsFunctions ? ProcessTree.OwnResidentBytes(Process.Id) : ProcessTree.ResidentBytes(Process.Id);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Url(bool tls) => tls ? $"https://127.0.0.1:{tlsPort}" : $"http://127.0.0.1:{port}";

    public void Dispose()
    {
        foreach (var pid in ProcessTree.Pids(Process.Id))
        {
            try
            {
                using var child = Process.GetProcessById(pid);
                child.Kill();
            }
            catch (ArgumentException)
            {
                // Gone already.
            }
        }

        Process.Dispose();
    }
}
