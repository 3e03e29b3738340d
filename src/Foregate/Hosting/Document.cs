// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.Definitions;

namespace Foregate.Hosting;

/// <summary>The served document: from bytes through the operations to the data plane, and why not.</summary>
/// <param name="options">Name the document, and the account and region that it is for.</param>
/// <param name="isTakenElsewhere">Whether an API of another account or region has an id; null where there are none.</param>
/// <param name="artifacts">Where code and documents in buckets are; null where there are no buckets.</param>
internal sealed class Document(ForegateOptions options, Func<string, bool>? isTakenElsewhere = null, DocumentArtifacts? artifacts = null)
{
    private readonly string _name = options.Document ?? throw new ArgumentException("There is no document.", nameof(options));
    private readonly Account _empty = new() { AccountId = options.AccountId, Region = options.Region };

    private byte[] _bytes = [];
    private Account? _basis;

    /// <summary>The import that is being served; null before the first.</summary>
    public ImportResult? Served { get; private set; }

    /// <summary>The last import that was tried.</summary>
    public ImportResult? Tried { get; private set; }

    /// <summary>What the last publication said; null when the import had faults already.</summary>
    public Publication? Published { get; private set; }

    /// <summary>Reads the document into an account. Nothing is served yet.</summary>
    /// <param name="current">What is served now, with what calls of the management API have made; null before anything is.</param>
    public ImportResult Import(byte[] bytes, Account? current = null)
    {
        _bytes = bytes;
        _basis = current;
        var import = TemplateDocument.Import(
            bytes,
            _name,
            new ImportOptions
            {
                Upstream = options.Upstream,
                StageName = options.StageName,
                IsAlone = artifacts is null,
                Parameters = options.Parameters,
                Previous = current is null ? null : DocumentMarks.Previous(current),
                IsTakenElsewhere = isTakenElsewhere ?? (static _ => false),
                ReadObject = (bucket, key, version) => artifacts is null ? null : StoredObjects.Read(artifacts.Objects, current ?? _empty, bucket, key, version),
                KeepCode = artifacts is null ? null : artifacts.Code.Keep,
                Quotas = options.StrictAws ? Quotas.Default : Quotas.Unshared,
            },
            current ?? _empty,
            TimeProvider.System);
        Tried = import;
        Published = null;
        return import;
    }

    /// <summary>Serves what <see cref="Import"/> read. False leaves what was served before.</summary>
    public bool Publish(Publisher publisher)
    {
        if (Tried?.Account is not { } account)
        {
            return false;
        }

        Published = publisher.Publish(_basis, account);
        while (Published.IsOutdated)
        {
            // Somebody has changed the account by a call meanwhile: the document is read anew, into what is there now.
            if (Import(_bytes, publisher.Find(AccountKey.Of(_empty))).Account is not { } again)
            {
                return false;
            }

            Published = publisher.Publish(_basis, again);
        }

        if (Published.Changes is null)
        {
            return false;
        }

        Served = Tried;
        return true;
    }

    /// <summary>Every fault of the last try, one per line, in the form that editors follow: file:line:column: error CODE: text.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var fault in Tried?.Faults ?? [])
        {
            yield return $"{fault.Location}: error {Failures.DocumentFault}: {fault.Cause} {fault.Cure} [{fault.DocumentPath}]";
        }

        if (Published?.Unstored is { } unstored)
        {
            yield return Failures.Unstored(_name, unstored.Message).ToString();
        }

        // What two stages share is said once.
        foreach (var (message, path) in (Published?.Faults ?? []).Select(fault => (fault.Message, fault.Path)).Distinct())
        {
            var place = Tried!.SourceMap.Find(path)?.ToString() ?? _name;
            yield return $"{place}: error {Failures.CompilationFault}: {message} [{path}]";
        }
    }

    /// <summary>What to know about the last try, one per line.</summary>
    public IEnumerable<string> Notices()
    {
        foreach (var notice in Tried?.Notices ?? [])
        {
            yield return notice.Location is { } place ? $"{place}: notice: {notice.Text}" : $"{_name}: notice: {notice.Text}";
        }

        // What two stages share is said once.
        foreach (var (message, path) in (Published?.NewlyHeld ?? []).Select(held => (held.Message, held.Path)).Distinct())
        {
            var place = Tried!.SourceMap.Find(path)?.ToString() ?? _name;
            yield return $"{place}: notice: {message} [{path}]";
        }
    }
}
