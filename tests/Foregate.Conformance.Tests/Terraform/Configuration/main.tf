# Every resource type of API Gateway that the provider has, and the functions behind them.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Foregate's management listener is."
  type        = string
  default     = "http://127.0.0.1:4566"
}

variable "colour" {
  description = "What is changed between two runs."
  type        = string
  default     = "red"
}

provider "aws" {
  region                  = "us-east-1"
  access_key              = "test"
  secret_key              = "test"
  skip_metadata_api_check = true
  skip_region_validation  = true
  s3_use_path_style       = true

  endpoints {
    apigateway   = var.endpoint
    apigatewayv2 = var.endpoint
    iam          = var.endpoint
    lambda       = var.endpoint
    s3           = var.endpoint
    sts          = var.endpoint
  }

  default_tags {
    tags = {
      made-by = "terraform"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com", "lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "invoke" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["arn:aws:execute-api:us-east-1:*:*/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_role" "pets" {
  name               = "pets"
  description        = "Of the ${var.colour} pets"
  assume_role_policy = data.aws_iam_policy_document.assume.json

  tags = {
    colour = var.colour
  }
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.pets.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "queue" {
  name = "queue"
  role = aws_iam_role.pets.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = "*"
    }]
  })
}

locals {
  certificate = "arn:aws:acm:us-east-1:${data.aws_caller_identity.current.account_id}:certificate/11111111-2222-3333-4444-555555555555"
}
