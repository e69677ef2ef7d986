SET NAMES utf8mb4;
DROP TABLE IF EXISTS `citizen`;
CREATE TABLE `citizen` (
  `id` int(11) NOT NULL AUTO_INCREMENT COMMENT 'the key, (first)',
  `name` varchar(80) DEFAULT NULL,
  `pan_no` char(10) DEFAULT NULL,
  `dob` date,
  PRIMARY KEY (`id`),
  KEY `n` (`name`,`pan_no`)
) ENGINE=InnoDB;
INSERT INTO `citizen` VALUES (1,'«person_name|Asha Rao»','«in_pan|THUPM4447A»','«date_of_birth|1978-04-12»'),(2,'«person_name|Ravi Das»','«in_pan|XYRPB1293Z»','«date_of_birth|1990-11-02»');
INSERT INTO `other` VALUES (1,'Asha Rao','397161293962','1978-04-12');
