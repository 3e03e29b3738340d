// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>What is said of buckets, on the wire.</summary>
internal static class SettingHandlers
{
    public static async ValueTask<S3Answer> Put(S3Call call, BucketSetting setting, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var document = await call.DocumentAsync(cancellationToken);
        var text = setting.IsJson ? Policy(document) : Checked(setting, document);
        call.Check(call.Store.Change(call.BucketName, bucket => bucket with { Settings = bucket.Settings.SetItem(setting.Name, text) }));
        return S3Answer.Empty(setting.IsJson || setting.Name == "tagging" ? 204 : 200);
    }

    public static ValueTask<S3Answer> Get(S3Call call, BucketSetting setting)
    {
        // An empty text is a default that was deleted.
        var text = call.Bucket.Settings.GetValueOrDefault(setting.Name) ?? setting.Default;
        if (string.IsNullOrEmpty(text))
        {
            throw new S3Exception(setting.Missing! with { Details = [new("BucketName", call.BucketName)] });
        }

        var body = Encoding.UTF8.GetBytes(text);
        return ValueTask.FromResult(setting.IsJson
            ? new S3Answer { StatusCode = 200, Headers = [new("Content-Type", "application/json")], Body = body, Length = body.Length }
            : S3Xml.Document(body));
    }

    public static ValueTask<S3Answer> Delete(S3Call call, BucketSetting setting)
    {
        _ = call.Bucket;
        call.Check(call.Store.Change(call.BucketName, bucket => bucket with
        {
            Settings = setting.Default is null || setting.Missing is null ? bucket.Settings.Remove(setting.Name) : bucket.Settings.SetItem(setting.Name, ""),
        }));
        return ValueTask.FromResult(S3Answer.Empty(204));
    }

    /// <summary>What can be said in no other way.</summary>
    public static ValueTask<S3Answer> GetFixed(S3Call call, string document)
    {
        _ = call.Bucket;
        return ValueTask.FromResult(S3Xml.Document(Encoding.UTF8.GetBytes(document)));
    }

    /// <summary>What cannot be said.</summary>
    public static ValueTask<S3Answer> GetAbsent(S3Call call, S3Error error)
    {
        _ = call.Bucket;
        throw new S3Exception(error with { Details = [new("BucketName", call.BucketName)] });
    }

    public static async ValueTask<S3Answer> PutVersioning(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var document = S3Xml.Read(await call.DocumentAsync(cancellationToken), "VersioningConfiguration");
        var status = document.Text("Status");
        if (document.Text("MfaDelete") is "Enabled")
        {
            throw new S3Exception(S3Error.NotBuilt("MfaDelete in PutBucketVersioning"));
        }

        if (status is not ("Enabled" or "Suspended"))
        {
            throw new S3Exception(status is null
                ? new S3Error("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified")
                : S3Error.MalformedXml);
        }

        call.Check(call.Store.Change(call.BucketName, bucket => bucket with { Versioning = status }));
        return S3Answer.Empty(200);
    }

    public static ValueTask<S3Answer> GetVersioning(S3Call call, CancellationToken cancellationToken)
    {
        var status = call.Bucket.Versioning;
        return ValueTask.FromResult(S3Xml.Answer("VersioningConfiguration", xml => xml.Element("Status", status)));
    }

    /// <summary>Nobody but the owner.</summary>
    public static ValueTask<S3Answer> GetAcl(S3Call call, CancellationToken cancellationToken)
    {
        var owner = call.Bucket.AccountId;
        if (call.Key.Length > 0)
        {
            call.Check(call.Store.TryFind(call.AccountId, call.BucketName, call.Key, call.Query("versionId"), out _));
        }

        return ValueTask.FromResult(S3Xml.Answer("AccessControlPolicy", xml =>
        {
            xml.Owner("Owner", owner);
            xml.Element("AccessControlList", list => list.Element("Grant", grant =>
            {
                grant.WriteStartElement("Grantee");
                grant.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "CanonicalUser");
                grant.Element("ID", S3Xml.OwnerId(owner));
                grant.Element("DisplayName", owner);
                grant.WriteEndElement();
                grant.Element("Permission", "FULL_CONTROL");
            }));
        }));
    }

    private static string Policy(byte[] document)
    {
        try
        {
            using var policy = JsonDocument.Parse(document);
            if (policy.RootElement.ValueKind == JsonValueKind.Object && policy.RootElement.TryGetProperty("Statement", out _))
            {
                return Encoding.UTF8.GetString(document);
            }
        }
        catch (JsonException)
        {
            // Answered as one that says nothing.
        }

        throw new S3Exception(new S3Error("MalformedPolicy", 400, "Policies must be valid JSON and the first byte must be '{'"));
    }

    private static string Checked(BucketSetting setting, byte[] document)
    {
        var root = S3Xml.Read(document, setting.Root);
        foreach (var element in root.Descendants())
        {
            if (setting.Name == "lifecycle" && element.Name.LocalName is "Transition" or "NoncurrentVersionTransition")
            {
                throw new S3Exception(S3Error.NotBuilt("transitions between storage classes"));
            }

            if (!setting.Elements.Contains(element.Name.LocalName))
            {
                throw new S3Exception(S3Error.MalformedXml);
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }
}
