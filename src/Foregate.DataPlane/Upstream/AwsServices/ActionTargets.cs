// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace Foregate.DataPlane.Upstream.AwsServices;

/// <summary>
/// Which services want the action of a request with a body named in X-Amz-Target, and what they write before it: the prefixes of AWS's published service models of
/// protocol JSON, by the names that integrations' URIs have. SQS is not among them: integrations speak its older protocol.
/// </summary>
internal static class ActionTargets
{
    private const string Prefixes = """
        acm CertificateManager
        acm-pca ACMPrivateCA
        aco-automation ComputeOptimizerAutomationService
        agreement-marketplace AWSMPCommerceService_v20200301
        airflow-serverless AmazonMWAAServerless
        aoss OpenSearchServerless
        api.ecr AmazonEC2ContainerRegistry_V20150921
        api.ecr-public SpencerFrontendService
        api.pricing AWSPriceListService
        api.sagemaker SageMaker
        api.tunneling.iot IoTSecuredTunneling
        application-autoscaling AnyScaleFrontendService
        applicationinsights EC2WindowsBarleyService
        apprunner AppRunner
        appstream2 PhotonAdminProxyService
        arc-region-switch ArcRegionSwitch
        athena AmazonAthena
        autoscaling-plans AnyScaleScalingPlannerFrontendService
        b2bi B2BI
        backup-gateway BackupOnPremises_v20210101
        bcm-dashboards AWSBCMDashboardsService
        bcm-data-exports AWSBillingAndCostManagementDataExports
        bcm-pricing-calculator AWSBCMPricingCalculator
        bcm-recommended-actions AWSBillingAndCostManagementRecommendedActions
        bedrock-data-automation-runtime AmazonBedrockKeystoneRuntimeService
        billing AWSBilling
        budgets AWSBudgetServiceGateway
        cassandra KeyspacesService
        cassandra-streams KeyspacesStreams
        ce AWSInsightsIndexService
        cloud9 AWSCloud9WorkspaceManagementService
        cloudcontrolapi CloudApiService
        cloudhsm CloudHsmFrontendService
        cloudhsmv2 BaldrApiService
        cloudtrail com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101
        codebuild CodeBuild_20161006
        codecommit CodeCommit_20150413
        codeconnections com.amazonaws.codeconnections.CodeConnections_20231201
        codedeploy CodeDeploy_20141006
        codepipeline CodePipeline_20150709
        codestar-connections com.amazonaws.codestar.connections.CodeStar_connections_20191201
        cognito-identity AWSCognitoIdentityService
        cognito-idp AWSCognitoIdentityProviderService
        comprehend Comprehend_20171127
        comprehendmedical ComprehendMedical_20181030
        compute-optimizer ComputeOptimizerService
        config StarlingDoveService
        controlplane.payment-cryptography PaymentCryptographyControlPlane
        cost-optimization-hub CostOptimizationHubService
        cur AWSOrigamiServiceGatewayService
        datapipeline DataPipeline
        datasync FmrsService
        dax AmazonDAXV3
        devicefarm DeviceFarm_20150623
        directconnect OvertureService
        discovery AWSPoseidonService_V2015_11_01
        dms AmazonDMSv20160101
        ds DirectoryService_20150416
        dynamodb DynamoDB_20120810
        ec2-instance-connect AWSEC2InstanceConnectService
        ecs AmazonEC2ContainerServiceV20141113
        elasticmapreduce ElasticMapReduce
        entitlement.marketplace AWSMPEntitlementService
        events AWSEvents
        evs AmazonElasticVMwareService
        firehose Firehose_20150804
        fms AWSFMS_20180101
        forecast AmazonForecast
        forecastquery AmazonForecastRuntime
        frauddetector AWSHawksNestServiceFacade
        freetier AWSFreeTierService
        fsx AWSSimbaAPIService_v20180301
        gamelift GameLift
        globalaccelerator GlobalAccelerator_V20180706
        glue AWSGlue
        health AWSHealth_20160804
        healthlake HealthLake
        identitystore AWSIdentityStore
        ingest.timestream Timestream_20181101
        inspector InspectorService
        interconnect Interconnect
        invoicing Invoicing
        iotfleetwise IoTAutobahnControlPlane
        iotthingsgraph IotThingsGraphFrontEndService
        kendra AWSKendraFrontendService
        kendra-ranking AWSKendraRerankingFrontendService
        kinesis Kinesis_20131202
        kinesisanalytics KinesisAnalytics_20180523
        kms TrentService
        license-manager AWSLicenseManager
        lightsail Lightsail_20161128
        logs Logs_20140328
        lookoutequipment AWSLookoutEquipmentFrontendService
        machinelearning AmazonML_20141212
        mail-manager MailManagerSvc
        marketplacecommerceanalytics MarketplaceCommerceAnalytics20150701
        mediastore MediaStore_20170901
        memory-db AmazonMemoryDB
        metering.marketplace AWSMPMeteringService
        mgh AWSMigrationHub
        migrationhub-config AWSMigrationHubMultiAccountService
        mturk-requester MTurkRequesterServiceV20170117
        network-firewall NetworkFirewall_20201112
        odb Odb
        organizations AWSOrganizationsV20161128
        partnercentral-account PartnerCentralAccount
        partnercentral-benefits PartnerCentralBenefitsService
        partnercentral-channel PartnerCentralChannel
        partnercentral-selling AWSPartnerCentralSelling
        pcs AWSParallelComputingService
        personalize AmazonPersonalize
        pi PerformanceInsightsv20180227
        proton AwsProton20200720
        query.timestream Timestream_20181101
        redshift-data RedshiftData
        redshift-serverless RedshiftServerless
        rekognition RekognitionService
        route53-recovery-cluster ToggleCustomerAPI
        route53domains Route53Domains_v20140515
        route53resolver Route53Resolver
        secretsmanager secretsmanager
        servicecatalog AWS242ServiceCatalogService
        servicediscovery Route53AutoNaming_v20170314
        servicequotas ServiceQuotasV20190624
        shield AWSShield_20160616
        sms-voice PinpointSMSVoiceV2
        snowball AWSIESnowballJobManagementService
        ssm AmazonSSM
        ssm-contacts SSMContacts
        sso SWBExternalService
        states AWSStepFunctions
        storagegateway StorageGateway_20130630
        streams.dynamodb DynamoDBStreams_20120810
        support AWSSupport_20130415
        swf SimpleWorkflowService
        tagging ResourceGroupsTaggingAPI_20170126
        textract Textract
        timestream-influxdb AmazonTimestreamInfluxDB
        transcribe Transcribe
        transfer TransferService
        translate AWSShineFrontendService_20170701
        verifiedpermissions VerifiedPermissions
        voiceid VoiceID
        waf AWSWAF_20150824
        waf-regional AWSWAF_Regional_20161128
        wafv2 AWSWAF_20190729
        workmail WorkMailService
        workspaces WorkspacesService
        workspaces-instances EUCMIFrontendAPIService
        """;

    private static readonly FrozenDictionary<string, string> s_prefixes = Read();

    /// <summary>The value of X-Amz-Target, as in <c>DynamoDB_20120810.PutItem</c>; null for a service that reads the action from the query.</summary>
    /// <param name="service">As the URI has it: <c>dynamodb</c>, <c>api.ecr</c>, or with a subdomain before it.</param>
    public static string? Find(string service, string action)
    {
        for (var name = service; ; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (s_prefixes.TryGetValue(name, out var prefix))
            {
                return $"{prefix}.{action}";
            }

            if (!name.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    private static FrozenDictionary<string, string> Read()
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Prefixes.Split('\n'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            prefixes.Add(line[..space], line[(space + 1)..].TrimEnd('\r'));
        }

        return prefixes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
