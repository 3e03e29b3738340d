// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>Tags of objects, on the wire.</summary>
internal static class TagHandlers
{
    public static ValueTask<S3Answer> Get(S3Call call, CancellationToken cancellationToken)
    {
        var found = Find(call);
        return ValueTask.FromResult(S3Xml.Answer("Tagging", xml => xml.Element("TagSet", set =>
        {
            foreach (var (name, value) in found.Tags)
            {
                set.Element("Tag", tag =>
                {
                    tag.Element("Key", name);
                    tag.Element("Value", value);
                });
            }
        })));
    }

    public static async ValueTask<S3Answer> Put(S3Call call, CancellationToken cancellationToken)
    {
        var found = Find(call);
        var document = S3Xml.Read(await call.DocumentAsync(cancellationToken), "Tagging");
        var tags = document.All("TagSet").SelectMany(static set => set.All("Tag")).Select(static tag => KeyValuePair.Create(tag.Text("Key") ?? "", tag.Text("Value") ?? ""));
        return Change(call, found, ObjectHeaders.CheckedTags(tags), 200);
    }

    public static ValueTask<S3Answer> Delete(S3Call call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Change(call, Find(call), ImmutableSortedDictionary<string, string>.Empty, 204));

    private static StoredObject Find(S3Call call)
    {
        _ = call.Bucket;
        call.Check(call.Store.TryFind(call.AccountId, call.BucketName, call.Key, call.Query("versionId"), out var found));
        return found!;
    }

    private static S3Answer Change(S3Call call, StoredObject found, ImmutableSortedDictionary<string, string> tags, int status)
    {
        call.Check(call.Store.Change(call.BucketName, found, version => version with { Tags = tags }));
        var headers = new List<KeyValuePair<string, string>>();
        ObjectHeaders.AddVersion(headers, found, call.Bucket);
        return S3Answer.Empty(status, headers);
    }
}
