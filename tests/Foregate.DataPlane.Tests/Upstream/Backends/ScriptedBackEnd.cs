// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>A back end that does on each connection exactly what a script says, byte by byte.</summary>
internal sealed class ScriptedBackEnd : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<ScriptedConnection, Task> _script;
    private readonly List<ScriptedConnection> _connections = [];
    private readonly List<TaskCompletionSource<ScriptedConnection>> _arrivals = [];
    private readonly List<Task> _running = [];
    private readonly Task _accepting;

    public ScriptedBackEnd(Func<ScriptedConnection, Task> script, IPAddress? address = null)
    {
        _script = script;
        address ??= IPAddress.Loopback;
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, 0));
        _listener.Listen(512);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections accepted so far.</summary>
    public int Connections
    {
        get
        {
            lock (_connections)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>Requests whose heads were read so far, over all connections.</summary>
    public int Requests
    {
        get
        {
            lock (_connections)
            {
                return _connections.Sum(c => c.Requests);
            }
        }
    }

    /// <summary>One that answers every request on a connection with the same bytes.</summary>
    public static ScriptedBackEnd Always(string answer) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.WriteAsync(answer);
        }
    });

    /// <summary>One that answers the first request of each connection and then does what the end says.</summary>
    public static ScriptedBackEnd Once(string answer, Func<ScriptedConnection, Task>? then = null) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(answer);
        await (then?.Invoke(connection) ?? connection.ReadToEndAsync());
    });

    /// <summary>How the client ended the connection of this number ("FIN" or "RST"), once its script reads to the end.</summary>
    public async Task<string> EndedAsync(int index)
    {
        Task<ScriptedConnection> accepted;
        lock (_connections)
        {
            accepted = Arrival(index).Task;
        }

        return await (await accepted).Ended;
    }

    /// <summary>Waits for the scripts of all connections so far, and throws what they threw.</summary>
    public async Task ScriptsEndedAsync()
    {
        Task[] running;
        lock (_connections)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        lock (_connections)
        {
            _connections.ForEach(c => c.Close());
        }
    }

    private TaskCompletionSource<ScriptedConnection> Arrival(int index)
    {
        while (_arrivals.Count <= index)
        {
            _arrivals.Add(new TaskCompletionSource<ScriptedConnection>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return _arrivals[index];
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            var connection = new ScriptedConnection(socket);
            lock (_connections)
            {
                Arrival(_connections.Count).SetResult(connection);
                _connections.Add(connection);
                _running.Add(RunAsync(connection));
            }
        }
    }

    private async Task RunAsync(ScriptedConnection connection)
    {
        await Task.Yield();
        try
        {
            await _script(connection);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side has closed: what it saw is asserted there.
        }
        finally
        {
            connection.Close();
        }
    }
}
