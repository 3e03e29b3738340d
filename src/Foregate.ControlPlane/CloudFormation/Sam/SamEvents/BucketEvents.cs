// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamEvents;

/// <summary>Events of type S3: a bucket of the same template notifies the function.</summary>
internal static class BucketEvents
{
    public static SamEventType Type { get; } = new(new SamProperties("an event of type S3", "Bucket!=text Events!==text|texts Filter=map"), Make);

    private static List<SamResource> Make(SamEvent happening)
    {
        if (happening["Bucket"]?["Ref"] is not { IsText: true } name || happening.Run.Resources[name.Text] is not { } bucket || bucket["Type"] is not { IsText: true, Text: "AWS::S3::Bucket" })
        {
            throw happening.Refuse("Bucket", "S3 events must reference an S3 bucket in the same template.", "Write Bucket: !Ref MyBucket.");
        }

        var permission = Permissions.Of(happening, "s3.amazonaws.com", null);
        permission["SourceAccount"] = SamNode.Ref("AWS::AccountId");
        if (bucket["Properties"] is not { } properties)
        {
            bucket.Set("Properties", properties = SamNode.Map().At(bucket));
        }

        if (!properties.IsMap)
        {
            throw new SamRefusal(properties, "Properties should be a map.", "Write an object.");
        }

        // A bucket checks that it may invoke what it notifies: it has to come after the permission, if that is there at all.
        if (permission.Attributes["Condition"] is { } condition)
        {
            var tags = Under(properties, "Tags", SamNode.List());
            properties.Set("Tags", SamNode.List([.. tags.Items, SamNode.Map(
                ("Key", $"sam:ConditionalDependsOn:{permission.LogicalId}"),
                ("Value", SamNode.If(condition, permission.Ref(), "no dependency")))]).At(tags));
        }
        else
        {
            bucket.Set("DependsOn", After(bucket, permission.LogicalId));
        }

        Notify(happening, properties);
        return [permission, Kept(name.Text, bucket)];
    }

    /// <summary>A resource of the template as it stands.</summary>
    public static SamResource Kept(string id, SamNode node)
    {
        var resource = new SamResource(id, node["Type"]!.Text) { Properties = node["Properties"]!.Shallow(), DependsOn = node["DependsOn"], Place = node };
        foreach (var entry in SamResource.Of(id, node).Attributes.Entries)
        {
            resource.Attributes.Set(entry.Key, entry.Value);
        }

        return resource;
    }

    private static SamNode After(SamNode bucket, string permission)
    {
        var list = SamNode.List().At(bucket["DependsOn"]);
        foreach (var needed in bucket["DependsOn"] switch { null => [], { IsList: true } many => many.Items, var one => [one] })
        {
            if (!needed.IsText)
            {
                throw new SamRefusal(needed, "Invalid type for field 'DependsOn'. Expected a string or list of strings.", "Write logical ids.");
            }

            list.Items.Add(needed);
        }

        if (!list.Items.Exists(needed => needed.Text == permission))
        {
            list.Items.Add(permission);
        }

        return list;
    }

    private static void Notify(SamEvent happening, SamNode properties)
    {
        var notification = Under(properties, "NotificationConfiguration", SamNode.Map());
        var configurations = notification.IsMap ? Under(notification, "LambdaConfigurations", SamNode.List()) : notification;
        if (!configurations.IsList)
        {
            throw new SamRefusal(configurations, "Invalid type for LambdaConfigurations. Must be a list.", "Write a list under NotificationConfiguration.");
        }

        var events = happening["Events"]!;
        foreach (var one in events.IsList ? events.Items : [events])
        {
            var mapping = SamNode.Map(("Function", happening.TargetArn), ("Filter", happening["Filter"]?.Copy()), ("Event", one));
            if (happening.Target.Attributes["Condition"] is { } condition)
            {
                mapping = SamNode.If(condition, mapping);
            }

            if (!configurations.Items.Exists(other => other.SameAs(mapping)))
            {
                configurations.Items.Add(mapping);
            }
        }
    }

    private static SamNode Under(SamNode node, string key, SamNode otherwise)
    {
        if (node[key] is { } there)
        {
            return there.Kind == otherwise.Kind ? there : throw new SamRefusal(there, $"Property '{key}' should be {(otherwise.IsMap ? "a map" : "a list")}.", "Write one.");
        }

        node.Set(key, otherwise);
        return otherwise;
    }
}
