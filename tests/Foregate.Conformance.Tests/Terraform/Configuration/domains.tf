# The provider waits a minute after it has changed one of the first interface's domain names, so that only the second's is changed here.

resource "aws_api_gateway_domain_name" "rest" {
  domain_name              = "rest.shop.example"
  regional_certificate_arn = local.certificate

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_base_path_mapping" "rest" {
  api_id      = aws_api_gateway_rest_api.pets.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  domain_name = aws_api_gateway_domain_name.rest.domain_name
  base_path   = var.colour
}

resource "aws_api_gateway_domain_name" "inner" {
  domain_name     = "inner.shop.example"
  certificate_arn = local.certificate
  policy          = data.aws_iam_policy_document.invoke.json

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_domain_name_access_association" "inner" {
  access_association_source      = "vpce-0123456789abcdef0"
  access_association_source_type = "VPCE"
  domain_name_arn                = aws_api_gateway_domain_name.inner.arn
}

resource "aws_apigatewayv2_domain_name" "http" {
  domain_name = "http.shop.example"

  domain_name_configuration {
    certificate_arn = local.certificate
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  tags = {
    colour = var.colour
  }
}

resource "aws_apigatewayv2_api_mapping" "http" {
  api_id          = aws_apigatewayv2_api.pets.id
  domain_name     = aws_apigatewayv2_domain_name.http.id
  stage           = aws_apigatewayv2_stage.live.id
  api_mapping_key = "pets-${var.colour}"
}
