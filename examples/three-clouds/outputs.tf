output "routers" {
  description = "What the router of each link needs."
  value       = { for cloud, link in module.link : cloud => link.router }
}
